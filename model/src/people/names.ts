import { transliterate } from './transliterate.ts'

/** Bangladeshi and Malay papers shorten the first name; the person says it whole. */
const shortened: Record<string, string> = { md: 'mohammad', mohd: 'mohammad', muhd: 'mohammad', mhd: 'mohammad' }

/** More parts than any name has: a pasted text must not make thousands of tags. */
const mostTokens = 24

/**
 * A name in lower-case Latin letters, words divided by one blank: accents, apostrophes, hyphens and dots are gone, Arabic,
 * Cyrillic, Greek and Bengali letters are rewritten. For comparing, never for showing or storing.
 */
export function normalise(text: string): string {
  const lower = text.toLowerCase()
  const bare = unmarked(lower)
  // Most names are Latin letters, with or without marks: only the others are rewritten letter by letter.
  const latin = /^[\x20-\x7e]*$/.test(bare) ? bare : unmarked(transliterate(lower))
  return latin
    .replace(/['’‘ʼ`´ʹ]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const unmarked = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')

/** The parts of a name, in order, without repetitions, at most 24; "Md." is read as the name it stands for. */
export function nameTokens(text: string): string[] {
  const words = normalise(text.slice(0, 300))
    .split(' ')
    .filter((word) => /\p{L}/u.test(word))
  const whole = words.map((word) => (Object.hasOwn(shortened, word) ? (shortened[word] as string) : word))
  return [...new Set(whole)].slice(0, mostTokens)
}

/**
 * What different spellings of one name share: its consonants, alike sounds as one letter. Mohamed, Muhammad and محمد are
 * "mhmd"; Youssef and Yusuf "asf"; Шевченко, Shevchenko and Ševčenko "svknk". A vowel, w or y counts only at the start, as "a".
 */
export function skeleton(token: string): string {
  let bones = bonesOf.get(token)
  if (bones === undefined) {
    bones = bare(token)
    if (bonesOf.size >= 4_000) bonesOf.clear()
    bonesOf.set(token, bones)
  }
  return bones
}

/** A few names are most names: single parts, remembered for a while, without whose they are. */
const bonesOf = new Map<string, string>()

function bare(token: string): string {
  const sounds = token
    .replace(/sch|sh/g, 's')
    .replace(/dj|dz/g, 'j')
    .replace(/ph/g, 'f')
    .replace(/x/g, 'ks')
    .replace(/([ckgtdbjz])h/g, '$1')
    .replace(/[cq]/g, 'k')
    .replace(/tz|ts|z/g, 's')
    .replace(/j/g, 'g')
    .replace(/(.)\1+/gu, '$1')
  const body = sounds
    .slice(1)
    .replace(/[aeiouyw]/g, '')
    .replace(/h$/, '')
  const first = sounds.slice(0, 1).replace(/[aeiouyw]/, 'a')
  return first + body
}
