/**
 * What is left of a word when accents, case, blanks and punctuation do not count: "Costa d’Avorio " and "COSTA D'AVORIO"
 * are both "costa d avorio". For comparing words with a code list, never for storing.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
