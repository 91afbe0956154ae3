import { unansweredLabels } from '#model/codes/answer.ts'
import { type CodeItem, label } from '#model/codes/code-list.ts'
import { restrictionReasons } from '#model/codes/restriction-reasons.ts'
import { type Speak, speaker } from '#model/message-catalogue.ts'
import english from '#model/privacy/copy-messages.en.json' with { type: 'json' }
import italian from '#model/privacy/copy-messages.it.json' with { type: 'json' }

/** How the copy speaks: its texts and the names of codes, in Italian or English. */
export type Speech = {
  lang: 'it' | 'en'
  say: Speak
  name: (list: readonly CodeItem[], code: string | null) => string
  names: (list: readonly CodeItem[], codes: readonly string[] | string) => string
  restriction: (code: string) => string
}

/** English where it is asked for, Italian for every other language. */
export function copySpeech(asked: string): Speech {
  const lang = asked === 'en' ? 'en' : 'it'
  const name = (list: readonly CodeItem[], code: string | null) =>
    code === null ? '' : label([...unansweredLabels, ...list], code, lang)
  return {
    lang,
    say: speaker(lang === 'en' ? english : italian, lang),
    name,
    names: (list, codes) =>
      typeof codes === 'string' ? name(list, codes) : codes.map((code) => name(list, code)).join(', '),
    restriction: (code) => name(restrictionReasons, code),
  }
}
