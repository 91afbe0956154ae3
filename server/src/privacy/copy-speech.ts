import type { CodeItem } from '#model/codes/code-list.ts'
import { isRightToLeft } from '#model/codes/languages.ts'
import { restrictionReasons } from '#model/codes/restriction-reasons.ts'
import { type MessageValues, type Speak, speaker } from '#model/message-catalogue.ts'
import { type CopyLanguage, copyLanguageOf } from '#model/privacy/copy-languages.ts'
import { copyTexts, nameInCopy } from './copy-texts.ts'

/** How the copy speaks: its texts and the names of codes in one language, and how they run. */
export type Speech = {
  lang: CopyLanguage
  dir: 'ltr' | 'rtl'
  comma: string
  /** What was typed, so that it turns nothing around it: in Arabic a number beside a word is read backwards otherwise. */
  apart: (typed: string) => string
  say: Speak
  name: (list: readonly CodeItem[], code: string | null) => string
  names: (list: readonly CodeItem[], codes: readonly string[] | string) => string
  restriction: (code: string) => string
}

/** In the language that is asked for where the copy is written in it, in Italian otherwise. */
export function copySpeech(asked: string): Speech {
  const lang = copyLanguageOf(asked)
  const rtl = isRightToLeft(lang)
  const comma = rtl ? '، ' : ', '
  const apart = (typed: string) => (rtl ? `\u2068${typed}\u2069` : typed)
  const say = speaker(copyTexts[lang], lang)
  const name = (list: readonly CodeItem[], code: string | null) => (code === null ? '' : nameInCopy(lang, list, code))
  return {
    lang,
    dir: rtl ? 'rtl' : 'ltr',
    comma,
    apart,
    say: (key, values) => say(key, values && eachApart(values, apart)),
    name,
    names: (list, codes) =>
      typeof codes === 'string' ? name(list, codes) : codes.map((code) => name(list, code)).join(comma),
    restriction: (code) => name(restrictionReasons, code),
  }
}

const eachApart = (values: MessageValues, apart: (typed: string) => string): MessageValues =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? apart(value) : value]),
  )
