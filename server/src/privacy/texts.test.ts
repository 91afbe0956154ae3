import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Endpoint, endpoint } from '#model/endpoint.ts'
import * as grounds from '#model/grounds/contract.ts'
import * as privacy from '#model/privacy/contract.ts'
import * as erasure from '#model/privacy/contract-erasure.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newErasure } from '../testing-erasure.ts'
import { bodiesOf, newArrangement, newGround, newNotice } from '../testing-privacy.ts'
import { record } from '../testing-records.ts'
import { leavesOf, pointer, takesWords } from '../testing-schema.ts'

let server: TestServer
let coordinator: Caller

beforeAll(async () => {
  server = await testServer()
  coordinator = await server.member(await server.desk('here'), 'coordinator', 'worker')
})
afterAll(() => server.close())

/** What no column and no file keeps as it was typed. */
const unfit = ['A word\0 and NUL', 'Half a letter \ud800', '\udc00 another half']
const isEndpoint = (each: unknown): each is Endpoint => typeof each === 'object' && each !== null && 'path' in each

/** Places of bodies that take words and take what cannot be kept. */
const holesIn = (endpoints: readonly Endpoint[]) =>
  endpoints.flatMap(({ name, body }) =>
    leavesOf(body as z.ZodType)
      .filter((leaf) => takesWords(leaf) && unfit.some((text) => leaf.schema.safeParse(text).success))
      .map(({ path }) => `${name} ${pointer(path)}`),
  )

test('no text of grounds, arrangements, restrictions, copies and erasures takes what cannot be kept as it was typed', () => {
  const all = [grounds, privacy, erasure].flatMap((contract) => Object.values(contract).filter(isEndpoint))
  const places = all.flatMap(({ body }) => leavesOf(body as z.ZodType).filter(takesWords))
  expect(places.length).toBeGreaterThan(12)
  expect(holesIn(all)).toEqual([])
  const { answer, ...open } = grounds.endGround
  const planted = endpoint({ ...open, answer, body: grounds.Body })
  expect(holesIn([planted])).toEqual(['endGround /name'])
})

test('it is refused with the same plain answer everywhere, and nothing is written', async () => {
  const bodies = await bodiesOf(server, coordinator)
  const person = `/persons/${await record(coordinator)}`
  const sent: [path: string, body: object, field: string][] = [
    ['/notices', newNotice, 'wording'],
    ['/arrangements', newArrangement(bodies), 'reference'],
    [`${person}/grounds`, newGround(), 'present'],
    [`${person}/restrictions`, { id: v7(), reason: 'contested' }, 'words'],
    [`${person}/exports`, { id: v7(), language: 'it' }, 'words'],
    [`${person}/erasures`, newErasure(), 'words'],
  ]
  for (const [path, body, field] of sent)
    for (const text of unfit) {
      const answer = await coordinator.call('POST', path, { ...body, [field]: text })
      expect(answer, `${path} ${JSON.stringify(text)}`).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ pointer: `/${field}`, code: 'not-text' }] },
      })
      expect(JSON.stringify(answer.body)).not.toMatch(/A word|alf a letter|another half/)
    }
  expect((await coordinator.call('GET', '/notices')).body.rows).toEqual([])
  expect((await coordinator.call('GET', `${person}/privacy`)).body).toMatchObject({ restrictions: [], exports: [] })
})
