import { nameTokens, skeleton } from './names.ts'

/**
 * One thing by which a person can be found, in plain words: the server keys and stores it, never as it stands here.
 * `term` begins with its own name space. `coarse`: a single name part could be counted in a stolen dump, so the server must
 * truncate such a tag until several names share it; terms of two parts need no truncation.
 */
export type NameTag = {
  kind: 'pair' | 'token' | 'skeleton' | 'deletion' | 'prefix' | 'year' | 'birth'
  term: string
  coarse: boolean
}

/**
 * The tags of a person's names, given in any order. A token and its one-letter deletions share a name space: two words that
 * differ by one letter put in, left out, changed or swapped with its neighbour always have a deletion (or a word) in common.
 */
export function nameTags(tokens: readonly string[], birthYear?: number): NameTag[] {
  const unique = [...new Set(tokens)]
  const tags: NameTag[] = []
  for (const token of unique) tags.push(...tokenTags(token))
  tags.push(...joinedTags(tokens))
  tags.push(...pairTags(unique))
  if (birthYear !== undefined) {
    tags.push({ kind: 'birth', term: `b:${birthYear}`, coarse: true })
    for (const token of unique) tags.push({ kind: 'year', term: `y:${birthYear}:${skeleton(token)}`, coarse: false })
  }
  return distinct(tags)
}

/**
 * The tags to look for when somebody types a name, whole or begun ("moh hoss 1996"): the same as a person's, a number of four
 * digits being read as the year of birth. Under three letters a word finds nothing but by its skeleton.
 */
export function queryTags(text: string): NameTag[] {
  return nameTags(nameTokens(text), yearIn(text))
}

/**
 * Whether a typed word begins another one ("celaara cel"): whoever has the longer one has all tags of the shorter, which
 * then tells nobody apart.
 */
export function wordBeginsAnother(text: string): boolean {
  const words = [...new Set(nameTokens(text))]
  return words.some((word) => words.some((other) => other !== word && other.startsWith(word)))
}

/** The first year of birth in a typed text. */
export function yearIn(text: string): number | undefined {
  const year = /(?<!\d)(19|20)\d{2}(?!\d)/.exec(text)
  return year ? Number(year[0]) : undefined
}

function tokenTags(token: string): NameTag[] {
  const letters = [...token]
  const tags: NameTag[] = [
    { kind: 'token', term: `w:${token}`, coarse: true },
    { kind: 'skeleton', term: `s:${skeleton(token)}`, coarse: true },
  ]
  // Shorter words lose too much with a letter: everything would resemble everything.
  if (letters.length >= 4) {
    for (let at = 0; at < letters.length; at++) {
      tags.push({ kind: 'deletion', term: `w:${letters.toSpliced(at, 1).join('')}`, coarse: true })
    }
  }
  for (const length of [3, 4]) {
    if (letters.length >= length)
      tags.push({ kind: 'prefix', term: `p:${letters.slice(0, length).join('')}`, coarse: true })
  }
  return tags
}

/** Two parts written as one word, as many papers do: "Ait Taleb" is also "Aittaleb". */
function joinedTags(tokens: readonly string[]): NameTag[] {
  return joinedPairs(tokens).flatMap((word): NameTag[] => [
    { kind: 'token', term: `w:${word}`, coarse: true },
    { kind: 'skeleton', term: `s:${skeleton(word)}`, coarse: true },
  ])
}

/** Each part of a name together with the one after it. */
export const joinedPairs = (tokens: readonly string[]): string[] =>
  tokens.slice(1, 8).map((token, at) => `${tokens[at]}${token}`)

function pairTags(tokens: readonly string[]): NameTag[] {
  const bones = tokens.map(skeleton).sort()
  return bones.flatMap((one, at) =>
    bones.slice(at + 1).map((other): NameTag => ({ kind: 'pair', term: `2:${one}:${other}`, coarse: false })),
  )
}

function distinct(tags: NameTag[]): NameTag[] {
  return [...new Map(tags.map((tag) => [tag.term, tag])).values()]
}
