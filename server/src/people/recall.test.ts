import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Identity, type PersonMatch } from '#model/people/contract.ts'
import { seeded } from '../platform/testing-chance.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addPerson } from './asks.ts'

const given =
  'Mohamed Muhammad Amina Fatou Ousmane Shahidul Rahim Nasrin Oleksandr Iryna Olena Ahmed Youssef Hamza Fatima Khadija Precious Blessing Osas Adil Imran Asif Usman Arben Elira Ion Mihaela Gheorghe Luis Carmen Jorge Rosa Wei Xiaoyan Priya Gurpreet Harjit Kumari Abdoulaye Mariama'.split(
    ' ',
  )
const family =
  'Hossain Rahman Islam Begum Khan Hussain Malik Bondarenko Shevchenko Kovalenko Diallo Ndiaye Traore Keita Camara ElIdrissi Benali Aittaleb Alaoui Mansour Ibrahim Hassan Mahmoud Okafor Osagie Idahosa Hoxha Kola Gjoka Popescu Ionescu Dumitru Ramirez Gonzales Quispe Huaman Zhang Chen Huang Singh Kaur Sharma Sow Barry Bah Chowdhury Miah Sarkar Akter Uddin'.split(
    ' ',
  )

let server: TestServer
let worker: Caller
const stored: { id: string; words: string[] }[] = []

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
  const pick = seeded(7)
  const one = (list: string[]) => list[pick(list.length)] as string
  for (let at = 0; at < 400; at += 1)
    stored.push({ id: v7(), words: [one(given), one(family), ...(pick(4) === 0 ? [one(family)] : [])] })
  await worker.enter(async (here) => {
    for (const { id, words } of stored) {
      const [givenName, ...rest] = words
      await addPerson(
        here,
        id,
        { sex: 'not_asked', citizenship: 'not_asked' },
        Identity.parse({ givenName, familyName: rest.join(' ') }),
      )
    }
  })
})
afterAll(() => server.close())

/** One letter put in, left out, changed, or swapped with its neighbour. */
function slip(word: string, pick: (below: number) => number): string {
  const letters = [...word.toLowerCase()]
  const at = pick(letters.length)
  const letter = String.fromCharCode(97 + pick(26))
  const kind = pick(4)
  if (kind === 0) letters.splice(at, 0, letter)
  else if (kind === 1) letters.splice(at, 1)
  else if (kind === 2) letters[at] = letter
  else
    letters.splice(
      Math.min(at, letters.length - 2),
      2,
      ...letters
        .slice(Math.min(at, letters.length - 2))
        .slice(0, 2)
        .reverse(),
    )
  return letters.join('')
}

async function recall(ask: (words: string[], pick: (below: number) => number) => string): Promise<number> {
  const pick = seeded(11)
  let found = 0
  for (const { id, words } of stored) {
    const { body } = await worker.call('POST', '/persons/search', { text: ask(words, pick) })
    if (body.rows.some((row: PersonMatch) => row.id === id)) found += 1
  }
  return found / stored.length
}

const wrongInOne = (words: string[], pick: (below: number) => number) => {
  const at = pick(words.length)
  return words.map((word, index) => (index === at ? slip(word, pick) : word)).join(' ')
}

test('of four hundred names, each searched with one wrong letter, nineteen in twenty are found', async () => {
  expect(await recall(wrongInOne)).toBeGreaterThanOrEqual(0.95)
})

test('also by the family name alone, with one wrong letter', async () => {
  expect(await recall((words, pick) => slip(words[1] as string, pick))).toBeGreaterThanOrEqual(0.95)
})

test('also with a wrong letter in every word of more than four', async () => {
  const everywhere = await recall((words, pick) =>
    words.map((word) => (word.length > 4 ? slip(word, pick) : word)).join(' '),
  )
  expect(everywhere).toBeGreaterThanOrEqual(0.97)
})

test('a given name that is begun is found among a hundred with the family name that begins alike', async () => {
  const desk = await server.desk('alike')
  const operator = await server.member(desk, 'worker')
  const sought = await operator.enter(async (at) => {
    const add = (id: string, givenName: string) =>
      addPerson(
        at,
        id,
        { sex: 'not_asked', citizenship: 'not_asked' },
        Identity.parse({ givenName, familyName: 'Çelaara' }),
      )
    for (const givenName of [...given, ...family]) await add(v7(), givenName)
    for (let no = 0; no < 3; no += 1) await add(v7(), 'Çelë')
    // The last one of those with as much in common.
    const last = v7()
    await add(last, 'Çelëara')
    return last
  })
  const { body } = await operator.call('POST', '/persons/search', { text: 'celaara cel' })
  expect(body.rows.map((row: PersonMatch) => row.id)).toContain(sought)
})
