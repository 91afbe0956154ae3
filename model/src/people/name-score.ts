import { joinedPairs, yearIn } from './name-tags.ts'
import { nameTokens, skeleton } from './names.ts'

export type NamedPerson = { names: readonly string[]; birthYear?: number }

/** A part of a name with what other spellings of it share. */
type Word = { text: string; bones: string }

/**
 * How well a typed text fits a person's names: 1 is every word, whole; 0 nothing alike. Order, accents, script, one or two
 * wrong letters and unfinished words are forgiven, in falling measure; a year in the text helps or hinders. For ordering
 * candidates only: a person at the desk decides who is who, the figure never does. The text is read once, for all candidates.
 */
export function scorer(query: string): (person: NamedPerson) => number {
  const asked = nameTokens(query)
  const year = yearIn(query)
  // Longest words first: they choose their partner before "ali" takes it.
  const ways = [asked, ...withJoined(asked)].map((words) =>
    words.toSorted((a, b) => b.length - a.length).map((text) => ({ text, bones: skeleton(text) })),
  )
  const [plain = [], ...joined] = ways
  return ({ names, birthYear }) => {
    const sameYear = year !== undefined && year === birthYear
    if (asked.length === 0) return sameYear ? 0.6 : 0
    const base = bestLikeness(plain, joined, nameTokens(names.join(' ')))
    if (year === undefined || birthYear === undefined) return base
    return Math.min(1, base * (sameYear ? 1.1 : 0.8))
  }
}

/** As they stand; if that is not it, with two parts of one side or the other written together. */
function bestLikeness(asked: Word[], joined: Word[][], names: readonly string[]): number {
  const whole = likenessOf(asked, names)
  if (whole > 0.95) return whole
  return Math.max(
    whole,
    ...joined.map((each) => likenessOf(each, names)),
    ...withJoined(names).map((each) => likenessOf(asked, each)),
  )
}

/** The same parts with one of them written together with the next, in every way. */
const withJoined = (tokens: readonly string[]): string[][] =>
  joinedPairs(tokens).map((pair, at) => [...tokens.slice(0, at), pair, ...tokens.slice(at + 2)])

function likenessOf(asked: readonly Word[], names: readonly string[]): number {
  const free = [...names]
  let likeness = 0
  let weight = 0
  for (const word of asked) {
    let best = 0
    let partner = -1
    for (const [at, name] of free.entries()) {
      const each = alike(word, name)
      if (each > best) [best, partner] = [each, at]
    }
    if (partner >= 0) free.splice(partner, 1)
    likeness += best * word.text.length
    weight += word.text.length
  }
  // What was not asked for costs a little, so that the whole name stands above the longer one.
  return (likeness / weight) * (1 - 0.1 * (names.length === 0 ? 1 : free.length / names.length))
}

/** Likeness of one typed word and one name part, 0 to 1. */
function alike({ text: word, bones }: Word, name: string): number {
  if (word === name) return 1
  const shorter = Math.min(word.length, name.length)
  const longer = Math.max(word.length, name.length)
  const sameBones = shorter >= 3 && bones === skeleton(name) ? 0.9 + 0.03 * nearness(word, name) : 0
  const begun = word.length >= 2 && name.startsWith(word) ? 0.75 + (0.2 * word.length) / name.length : 0
  const most = shorter <= 3 ? 0 : shorter <= 5 ? 1 : 2
  const edits = editDistance(word, name, most)
  const near = edits <= most ? 1 - (1.2 * edits) / longer : 0
  const nearlyBegun =
    word.length >= 5 && longer > word.length && editDistance(word, name.slice(0, word.length), 1) <= 1 ? 0.65 : 0
  return Math.max(sameBones, begun, near, nearlyBegun)
}

/** 1 for the same word, 0 for no letter in common: among spellings of one name the nearer one comes first. */
const nearness = (one: string, other: string): number => {
  const longer = Math.max(one.length, other.length)
  return 1 - editDistance(one, other, longer) / longer
}

/**
 * Letters to put in, leave out, change, or swap with their neighbour to make one word of the other (Damerau-Levenshtein,
 * restricted). Anything above `most` is answered as `most + 1`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let start = 0
  let [ends, otherEnds] = [one.length, other.length]
  while (start < ends && start < otherEnds && one[start] === other[start]) start += 1
  while (ends > start && otherEnds > start && one[ends - 1] === other[otherEnds - 1]) {
    ends -= 1
    otherEnds -= 1
  }
  // What is alike at both ends never changes the count.
  const [left, right] = [one.slice(start, ends), other.slice(start, otherEnds)]
  if (left.length === 0 || right.length === 0) return Math.min(left.length + right.length, most + 1)
  return most === 0 ? 1 : distanceWithin(left, right, most)
}

function distanceWithin(one: string, other: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1
      let cost = Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + change)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) cost = Math.min(cost, cell(before, j - 2) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return Math.min(cell(last, other.length), most + 1)
}

function cell(row: number[], at: number): number {
  return row[at] ?? Number.POSITIVE_INFINITY
}
