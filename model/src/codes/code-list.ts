import { fold } from './fold.ts'

/** One code and how it is called. `words`: other words by which registers call it, divided by `|`. */
export type CodeItem<C extends string = string> = {
  readonly code: C
  readonly it: string
  readonly en: string
  readonly words?: string
  /** Kept for what was stored, offered no more. Codes are never renamed. */
  readonly retired?: boolean
}

export type CodeOf<L extends readonly CodeItem[]> = L[number]['code']

/** The codes of a list, in the shape that `z.enum` wants. */
export function codesOf<const L extends readonly CodeItem[]>(list: L): [CodeOf<L>, ...CodeOf<L>[]] {
  return list.map((item) => item.code) as [CodeOf<L>, ...CodeOf<L>[]]
}

/** The name of a code in Italian or, for every other language, in English; the code itself when it is unknown. */
export function label(list: readonly CodeItem[], code: string, lang: string): string {
  const item = list.find((one) => one.code === code)
  if (!item) return code
  return lang === 'it' ? item.it : item.en
}

/** Every word that means a code, folded. The first item that claims a word keeps it. */
export function wordsOf<const L extends readonly CodeItem[]>(list: L): Map<string, CodeOf<L>> {
  const found = new Map<string, CodeOf<L>>()
  for (const item of list) {
    const words = [item.code, item.it, item.en, ...(item.words?.split('|') ?? [])]
    for (const word of words.map(fold)) if (word !== '' && !found.has(word)) found.set(word, item.code)
  }
  return found
}

/** A function that recognises the whole text as one code of the list, whatever its accents, case and blanks. */
export function finder<const L extends readonly CodeItem[]>(list: L): (text: string) => CodeOf<L> | undefined {
  const words = wordsOf(list)
  return (text) => words.get(fold(text))
}
