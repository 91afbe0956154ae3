import english from '#model/console-messages.en.json' with { type: 'json' }
import italian from '#model/console-messages.it.json' with { type: 'json' }
import importEnglish from '#model/imports/messages.en.json' with { type: 'json' }
import importItalian from '#model/imports/messages.it.json' with { type: 'json' }
import { type Speak, speaker } from '#model/message-catalogue.ts'

/** Italian where the console's locale is Italian or says nothing, else English. */
export function consoleLanguage(env: Record<string, string | undefined> = process.env): 'it' | 'en' {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale === '' || locale === 'C' || locale.startsWith('C.') || locale === 'POSIX' || locale.startsWith('it')
    ? 'it'
    : 'en'
}

/** What the console says, in its language. */
export const consoleSpeech = (language = consoleLanguage()): Speak =>
  language === 'it' ? speaker({ ...importItalian, ...italian }, 'it') : speaker({ ...importEnglish, ...english }, 'en')
