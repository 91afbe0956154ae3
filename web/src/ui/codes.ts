import { isAnswered, unansweredLabels } from '#model/codes/answer.ts'
import { type CodeItem, label } from '#model/codes/code-list.ts'
import type { ComboOption } from './ComboField.tsx'
import { useText } from './text.tsx'

const special = new Set<string>(unansweredLabels.map((item) => item.code))

/** Names of codes in the chosen language. */
export function useCodes() {
  const { lang } = useText()
  const one = (list: readonly CodeItem[], code: string): string =>
    label(special.has(code) ? (unansweredLabels as readonly CodeItem[]) : list, code, lang)
  return {
    /** The name of one code, or that it was not asked. */
    one,
    /** Several names in a row. */
    several: (list: readonly CodeItem[], codes: readonly string[] | string): string =>
      Array.isArray(codes) ? codes.map((code) => one(list, code)).join(', ') : one(list, String(codes)),
    /** What can be chosen, without the two special answers. */
    options: (list: readonly CodeItem[]): ComboOption[] =>
      list
        .filter((item) => !item.retired && !special.has(item.code))
        .map((item) => ({ value: item.code, label: lang === 'it' ? item.it : item.en, words: item.words ?? '' })),
  }
}

export const isSaid = (value: unknown): boolean => isAnswered(value) && value !== '' && value !== null

/** Codes used last on this device, to offer them first. Codes only: nothing of a person. */
export function recentCodes(field: string, otherwise: readonly string[]): string[] {
  const kept = localStorage.getItem(`varco.recent.${field}`)?.split(',').filter(Boolean) ?? []
  return [...new Set([...kept, ...otherwise])].slice(0, 6)
}

export function rememberCode(field: string, code: string): void {
  if (!code || special.has(code)) return
  localStorage.setItem(
    `varco.recent.${field}`,
    recentCodes(field, [])
      .filter((one) => one !== code)
      .slice(0, 5)
      .reduce((all, one) => `${all},${one}`, code),
  )
}
