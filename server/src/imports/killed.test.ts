import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDesk, houseActor } from '../platform/door.ts'
import type { Enter } from '../platform/job.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { finished, upload } from '../testing-import.ts'
import { runRegister } from './run.ts'

let server: TestServer
let by: Caller

beforeAll(async () => {
  server = await testServer()
  by = await server.member(await server.desk('here'), 'network_manager')
})
afterAll(() => server.close())

const lines = Array.from({ length: 450 }, (_, at) =>
  at % 50 === 7 ? `P-${at};nothing;x` : `P-${at};0${1 + (at % 9)}/01/2026;Rossi`,
)
const register = ['Codice;Data contatto;Cognome', ...lines].join('\n')
const count = async () =>
  (
    await ask(
      server.database.supervisor,
      'select (select count(*)::int from contact) as contacts, (select count(*)::int from person) as persons',
    )
  )[0]

/** The job's way into the desk that breaks down after so many transactions, as a kill does. */
function killedAfter(transactions: number): Enter {
  let left = transactions
  return async (write, work) => {
    left -= 1
    if (left < 0) throw new Error('killed')
    return enterDesk(server.house, by.desk, houseActor('system'), write && { ...write, act: 'test' }, work)
  }
}

/** A register that waits for its run, without the job runner knowing. */
async function waiting(mode: string, file = register): Promise<string> {
  const { id } = await upload(by, file, v7())
  await ask(server.database.supervisor, `update import_run set state = 'waiting', mode = $2 where id = $1`, [id, mode])
  return id
}

test('an import that was killed between its rows goes on where it stood: nothing twice, nothing lost', async () => {
  const id = await waiting('valid-rows')
  await expect(runRegister(killedAfter(3), id)).rejects.toThrow('killed')
  expect(await finishedCounts(id)).toMatchObject({ state: 'running', done: 200, contactsAdded: 196 })
  expect(await count()).toEqual({ contacts: 196, persons: 196 })
  await expect(runRegister(killedAfter(2), id)).rejects.toThrow('killed')
  await runRegister(killedAfter(99), id)
  expect(await finished(by, id)).toMatchObject({
    state: 'done',
    rows: 450,
    done: 450,
    bad: 9,
    contactsAdded: 441,
    personsAdded: 441,
    alreadyThere: 0,
  })
  expect(await count()).toEqual({ contacts: 441, persons: 441 })
  await runRegister(killedAfter(99), id)
  expect(await count(), 'a job that comes once more finds nothing to do').toEqual({ contacts: 441, persons: 441 })
})

const finishedCounts = async (id: string) => (await by.call('GET', `/imports/${id}`)).body

test('all or nothing that was killed is nothing, and then all', async () => {
  await ask(server.database.supervisor, 'truncate contact, person_tag, person cascade')
  const clean = register.replaceAll(';nothing;', ';01/01/2026;')
  const { id } = await upload(by, clean, v7())
  await ask(
    server.database.supervisor,
    `update import_run set state = 'waiting', mode = 'all-or-nothing' where id = $1`,
    [id],
  )
  const enter = killedAfter(99)
  const inTheMiddle = runRegister(enter, id, ({ done }) => {
    if (done >= 200) throw new Error('killed')
  })
  await expect(inTheMiddle).rejects.toThrow('killed')
  expect(await count()).toEqual({ contacts: 0, persons: 0 })
  expect(await finishedCounts(id)).toMatchObject({ state: 'running', done: 0 })
  await runRegister(enter, id)
  expect(await finished(by, id)).toMatchObject({ state: 'done', done: 450, contactsAdded: 450 })
  expect(await count()).toEqual({ contacts: 450, persons: 450 })
})

test('rows that say the same and name nobody are counted over the whole file, whatever was killed between them', async () => {
  await ask(server.database.supervisor, 'truncate contact, person_tag, person cascade')
  const same = ['Data contatto;Cittadinanza', ...Array.from({ length: 250 }, () => '02/01/2026;Mali')].join('\n')
  const id = await waiting('valid-rows', same)
  await expect(runRegister(killedAfter(2), id)).rejects.toThrow('killed')
  expect(await count()).toEqual({ contacts: 100, persons: 0 })
  await runRegister(killedAfter(99), id)
  expect(await finished(by, id)).toMatchObject({ state: 'done', done: 250, contactsAdded: 250, alreadyThere: 0 })
  await runRegister(killedAfter(99), await waiting('all-or-nothing', same))
  expect(await count(), 'the same file again').toEqual({ contacts: 250, persons: 0 })
})
