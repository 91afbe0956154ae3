import { z } from 'zod'
import { type CodeItem, codesOf, finder } from './code-list.ts'

/**
 * Languages met at the desks: ISO 639-1 codes, ISO 639-3 where there is none (Nigerian Pidgin `pcm`, …).
 * Codes: ISO 639 (public list of the Library of Congress, https://www.loc.gov/standards/iso639-2). Names in their own script
 * are the project's. Valid without end. Checked on 2026-11-21. A list of those met, not of all: it may grow.
 */
const own = [
  { code: 'it', it: 'Italiano', en: 'Italian', own: 'Italiano' },
  { code: 'en', it: 'Inglese', en: 'English', own: 'English' },
  { code: 'fr', it: 'Francese', en: 'French', own: 'Français' },
  { code: 'es', it: 'Spagnolo', en: 'Spanish', own: 'Español' },
  { code: 'ar', it: 'Arabo', en: 'Arabic', own: 'العربية' },
  { code: 'bn', it: 'Bengalese', en: 'Bengali', own: 'বাংলা', words: 'bangla|bengali' },
  { code: 'ur', it: 'Urdu', en: 'Urdu', own: 'اردو' },
  { code: 'pa', it: 'Punjabi', en: 'Punjabi', own: 'ਪੰਜਾਬੀ', words: 'panjabi' },
  { code: 'hi', it: 'Hindi', en: 'Hindi', own: 'हिन्दी' },
  { code: 'si', it: 'Singalese', en: 'Sinhala', own: 'සිංහල', words: 'cingalese' },
  { code: 'ta', it: 'Tamil', en: 'Tamil', own: 'தமிழ்' },
  { code: 'ne', it: 'Nepalese', en: 'Nepali', own: 'नेपाली' },
  { code: 'fa', it: 'Persiano', en: 'Persian', own: 'فارسی', words: 'farsi|dari' },
  { code: 'ps', it: 'Pashto', en: 'Pashto', own: 'پښتو', words: 'pastho|pashtu' },
  { code: 'ku', it: 'Curdo', en: 'Kurdish', own: 'Kurdî' },
  { code: 'tr', it: 'Turco', en: 'Turkish', own: 'Türkçe' },
  { code: 'uk', it: 'Ucraino', en: 'Ukrainian', own: 'Українська' },
  { code: 'ru', it: 'Russo', en: 'Russian', own: 'Русский' },
  { code: 'ro', it: 'Romeno', en: 'Romanian', own: 'Română', words: 'rumeno|moldavo' },
  { code: 'sq', it: 'Albanese', en: 'Albanian', own: 'Shqip' },
  { code: 'sr', it: 'Serbo', en: 'Serbian', own: 'Српски', words: 'serbo croato' },
  { code: 'bg', it: 'Bulgaro', en: 'Bulgarian', own: 'Български' },
  { code: 'pl', it: 'Polacco', en: 'Polish', own: 'Polski' },
  { code: 'ka', it: 'Georgiano', en: 'Georgian', own: 'ქართული' },
  { code: 'zh', it: 'Cinese', en: 'Chinese', own: '中文', words: 'mandarino|mandarin' },
  { code: 'tl', it: 'Tagalog', en: 'Tagalog', own: 'Tagalog', words: 'filippino' },
  { code: 'pt', it: 'Portoghese', en: 'Portuguese', own: 'Português' },
  { code: 'wo', it: 'Wolof', en: 'Wolof', own: 'Wolof' },
  { code: 'ff', it: 'Fula', en: 'Fula', own: 'Pulaar', words: 'fulani|pular|peul|fulfulde' },
  { code: 'bm', it: 'Bambara', en: 'Bambara', own: 'Bamanankan' },
  { code: 'mnk', it: 'Mandinka', en: 'Mandinka', own: 'Mandinka', words: 'mandingo' },
  { code: 'pcm', it: 'Pidgin nigeriano', en: 'Nigerian Pidgin', own: 'Naijá', words: 'pidgin|pidgin english' },
  { code: 'yo', it: 'Yoruba', en: 'Yoruba', own: 'Yorùbá' },
  { code: 'ig', it: 'Igbo', en: 'Igbo', own: 'Igbo' },
  { code: 'bin', it: 'Edo', en: 'Edo', own: 'Ẹ̀dó', words: 'bini' },
  { code: 'ha', it: 'Hausa', en: 'Hausa', own: 'Hausa' },
  { code: 'ak', it: 'Akan (twi)', en: 'Akan (Twi)', own: 'Akan', words: 'twi|akan' },
  { code: 'sw', it: 'Swahili', en: 'Swahili', own: 'Kiswahili' },
  { code: 'ti', it: 'Tigrino', en: 'Tigrinya', own: 'ትግርኛ' },
  { code: 'am', it: 'Amarico', en: 'Amharic', own: 'አማርኛ' },
  { code: 'so', it: 'Somalo', en: 'Somali', own: 'Soomaali' },
  { code: 'om', it: 'Oromo', en: 'Oromo', own: 'Afaan Oromoo' },
  { code: 'ber', it: 'Berbero', en: 'Berber', own: 'Tamaziɣt', words: 'amazigh|tamazight' },
  { code: 'ise', it: 'Lingua dei segni italiana', en: 'Italian Sign Language', own: 'LIS', words: 'lis' },
] as const

export type LanguageItem = CodeItem<(typeof own)[number]['code']> & { readonly own: string }
export const languages: readonly LanguageItem[] = own

export const Language = z.enum(codesOf(languages))
export type Language = z.infer<typeof Language>

export const findLanguage = finder(languages)

/** Whether the language is written from right to left. */
export function isRightToLeft(code: Language): boolean {
  return code === 'ar' || code === 'ur' || code === 'fa' || code === 'ps'
}
