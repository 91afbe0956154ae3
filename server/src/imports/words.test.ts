import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { errorsOf, start, upload } from '../testing-import.ts'

let server: TestServer
let by: Caller

beforeAll(async () => {
  server = await testServer()
  by = await server.member(await server.desk('here'), 'network_manager')
})
afterAll(() => server.close())

const inherited = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']
const say = (id: string, words: object[]) =>
  by.call('PUT', `/imports/${id}/columns`, { headingRow: 1, fields: null, words })

test('a cell with a word that every object of the language knows is a word like another', async () => {
  const rows = inherited.map((word) => `02/01/2026;${word};${word};${word}`)
  const run = await upload(by, ['Data;Sesso;Cittadinanza;Bisogni', ...rows, '02/01/2026;boh;boh;boh'].join('\n'))
  const words = [
    { field: 'sex', word: 'boh', code: 'X' },
    { field: 'citizenship', word: 'boh', code: 'SEN' },
    { field: 'needs', word: 'boh', code: 'work' },
  ]
  expect((await say(run.id, words)).body).toMatchObject({ good: 1, bad: inherited.length })
  expect(await errorsOf(by, run.id)).toHaveLength(3 * inherited.length)
  expect(await start(by, run.id)).toMatchObject({ state: 'done', contactsAdded: 1 })
  expect(await by.call('GET', '/contacts')).toMatchObject({ status: 200, body: { total: 1 } })
})

test('a word is given a code of a field with a list, and none that the field cannot hold', async () => {
  const run = await upload(by, 'Data;Bisogni\n02/01/2026;boh')
  const refused = { status: 422, body: { errors: [{ pointer: '/words/0', code: 'unknown-code' }] } }
  for (const field of [...inherited, 'note', 'outcome'])
    for (const code of ['b', 'not_asked', null])
      expect(await say(run.id, [{ field, word: 'boh', code }]), field).toMatchObject(refused)
  for (const code of [...inherited, 'not_asked', 'declined'])
    expect(await say(run.id, [{ field: 'needs', word: 'boh', code }]), code).toMatchObject(refused)
})
