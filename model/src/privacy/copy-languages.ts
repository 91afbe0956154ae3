/** Languages in which the copy for a person is written: texts and names of codes in `copy-messages.<language>.json`. */
export const copyLanguages = ['it', 'en', 'fr', 'es', 'ar', 'ro', 'uk', 'sq', 'ur', 'zh', 'bn', 'pa'] as const
export type CopyLanguage = (typeof copyLanguages)[number]

export const isWrittenIn = (language: string): language is CopyLanguage =>
  (copyLanguages as readonly string[]).includes(language)

/** The language of a copy that is asked for in one: Italian where there are no texts in it. */
export const copyLanguageOf = (asked: string): CopyLanguage => (isWrittenIn(asked) ? asked : 'it')

/** All others were translated and not read by a native speaker: the copy says so. */
export const isReviewed = (language: CopyLanguage): boolean => language === 'it' || language === 'en'
