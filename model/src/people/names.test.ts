import { expect, test } from 'vitest'
import { documentNumber, phoneDigits } from './identifiers.ts'
import { editDistance, scorer } from './name-score.ts'
import { nameTags, queryTags } from './name-tags.ts'
import { nameTokens, normalise, skeleton } from './names.ts'

const bones = (names: string) => new Set(nameTokens(names).map(skeleton))

test.each([
  ['Mohamed Muhammad Mohammed Mohammad محمد'],
  ['Hossain Hussein Hossein Husain Hosain'],
  ['Traoré Traore TRAORE'],
  ['Shevchenko Ševčenko Шевченко'],
  ['Youssef Yusuf Yousef يوسف'],
  ['Abdel Abdul'],
  ['Walid Oualid Waleed وليد'],
  ['Chaudhry Choudhury Choudhary'],
  ['Jamal Gamal Djamal'],
  ['Çela Cela'],
  ['Παπαδοπουλος Papadopoulos'],
])('%s have one skeleton', (names) => {
  expect([...bones(names)]).toHaveLength(1)
})

test('a name is read without accents, apostrophes and hyphens', () => {
  expect(normalise("  D'Àngelo-Łukasz  ØSTBY ß ")).toBe('dangelo lukasz ostby ss')
  expect(nameTokens('Md. Rahim')).toEqual(['mohammad', 'rahim'])
  expect(nameTokens('রহিম').map(skeleton)).toEqual([skeleton('rahim')])
  expect(nameTokens('1996 --')).toEqual([])
  expect(nameTokens([...'abcdefghijklmnopqrstuvwxyz'].join(' '))).toHaveLength(24)
})

const people = (
  'Hossain Rahim Begum Ahmed Asif Miah Rafiqul Hamza Taleb Chaudhry Bilal Sarkar Mohammad Kamal Shehu Arben Islam Abdul ' +
  'Karim Shahidul Butt Fatima Sayed Rahman Benali Rachid Nasima Usman Mostafa Shevchenko Dmytro Okafor Chinedu Hassan ' +
  'Mahmoud Iqbal Imran Khan Traoré Mamadou Diallo Ousmane Ndiaye Fatou Bondarenko Oleksandr Kovalenko Iryna Singh Gurpreet ' +
  'Kaur Manpreet Hoxha Elira Gjergji Ionescu Mihai Popescu Zhang Wenjing Chen Fernando Nimal Perera Quispe Huamán Rodríguez ' +
  'Yaw Mensah Kofi Boateng Osagie Blessing Tesfay Haile Gebremedhin Selam Abdullahi Warsame Barre Youssef Ibrahim Tarek'
).split(' ')

/** A small generator with a fixed seed: the same 300 names and edits in every run. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

function edited(word: string, pick: (below: number) => number): string {
  const letters = [...word]
  const at = pick(letters.length)
  const letter = 'abcdefghijklmnopqrstuvwxyz'[pick(26)] as string
  const kind = pick(4)
  if (kind === 0) letters.splice(at, 1)
  else if (kind === 1) letters.splice(at, 0, letter)
  else if (kind === 2) letters.splice(at, 1, letter)
  else letters.splice(Math.max(0, at - 1), 2, ...letters.slice(Math.max(0, at - 1), Math.max(0, at - 1) + 2).reverse())
  return letters.join('')
}

test('a random one-letter edit of one part of a name still finds the person, at least 95 times in 100', () => {
  const pick = random(7)
  const one = () => people[pick(people.length)] as string
  let tried = 0
  let found = 0
  let top = 0
  const names = Array.from({ length: 300 }, () => [one(), one()])
  const tagged = names.map((name) => new Set(nameTags(nameTokens(name.join(' '))).map((tag) => tag.term)))
  for (const [at, name] of names.entries()) {
    for (const part of name.flatMap(nameTokens).filter((word) => word.length >= 4)) {
      const typed = edited(part, pick)
      tried += 1
      if (queryTags(typed).some((tag) => tagged[at]?.has(tag.term))) found += 1
      if (scorer(typed)({ names: name }) >= 0.5) top += 1
    }
  }
  expect(tried).toBeGreaterThan(500)
  expect(found / tried).toBeGreaterThanOrEqual(0.95)
  expect(top / tried).toBeGreaterThanOrEqual(0.95)
})

test('a person costs about twenty tags, and only terms of two parts may stand whole', () => {
  const tags = nameTags(nameTokens('Hossain Md. Rahim'), 1996)
  expect(tags.length).toBeLessThan(45)
  expect(nameTags(nameTokens('Shehu Arben'), 1984).length).toBeLessThan(25)
  for (const tag of tags) expect(tag.coarse).toBe(tag.kind !== 'pair' && tag.kind !== 'year')
})

test('names half typed, in the other order, with the year', () => {
  const stored = new Set(nameTags(nameTokens('Hossain Shahidul'), 1988).map((tag) => tag.term))
  const hits = (text: string) =>
    queryTags(text)
      .filter((tag) => stored.has(tag.term))
      .map((tag) => tag.kind)
  expect(hits('sha')).toContain('prefix')
  expect(hits('Shahi')).toContain('prefix')
  expect(hits('shahidul husain')).toContain('pair')
  expect(hits('husain 1988')).toContain('year')
  expect(hits('')).toEqual([])
})

test('the right person stands first, whatever the order and the spelling', () => {
  const hossain = { names: ['Hossain', 'Shahidul'], birthYear: 1988 }
  const islam = { names: ['Islam', 'Shahidul'], birthYear: 1990 }
  expect(scorer('Shahidul Hossain')(hossain)).toBe(1)
  for (const typed of ['husain shahidul', 'shahidul hosain', 'Hossian Shahidul', 'shahi hoss', 'শহিদুল hossain']) {
    expect(scorer(typed)(hossain)).toBeGreaterThan(scorer(typed)(islam))
    expect(scorer(typed)(hossain)).toBeGreaterThan(0.7)
  }
  expect(scorer('shahidul 1990')(islam)).toBeGreaterThan(scorer('shahidul 1990')(hossain))
  expect(scorer('Bondarenko')(hossain)).toBeLessThan(0.3)
  expect(scorer('')(hossain)).toBe(0)
  expect(scorer('ali')({ names: [] })).toBe(0)
})

test('the edit distance counts a swap as one and stops at its bound', () => {
  expect(editDistance('hamza', 'hamza', 2)).toBe(0)
  expect(editDistance('hamza', 'hazma', 2)).toBe(1)
  expect(editDistance('hamza', 'hamz', 2)).toBe(1)
  expect(editDistance('kitten', 'sitting', 3)).toBe(3)
  expect(editDistance('kitten', 'sitting', 1)).toBe(2)
})

test.each([
  ['327 931 5304', '393279315304'],
  ['+39 327-9315304', '393279315304'],
  ['0039 3279315304', '393279315304'],
  ['393279315304', '393279315304'],
  ['3931234567', '393931234567'],
  ['02 8844 1234', '390288441234'],
  ['+880 1712-345678', '8801712345678'],
  ['nessuno', undefined],
  ['123', undefined],
  ['+39 12', undefined],
])('the phone %s is %s', (text, digits) => {
  expect(phoneDigits(text)).toBe(digits)
})

test('a document number is its letters and digits', () => {
  expect(documentNumber(' ab-123.456 7')).toBe('AB1234567')
  expect(documentNumber('-')).toBeUndefined()
})
