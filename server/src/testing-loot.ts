import { v7 } from 'uuid'
import { ask } from './platform/testing-ask.ts'
import type { TestServer } from './testing.ts'
import { upload } from './testing-import.ts'
import { log, record, takeCharge } from './testing-records.ts'
import { tablesOf } from './testing-rows.ts'
import { ofNetwork, type World, worldOf } from './testing-world.ts'

/** Every text of the robbed desks begins with it: it must not stand in any answer to anybody else. */
export const MARK = 'Zqxloot'

/** What a thief holds of another desk: ids, places in its lists, codes, and what can be searched for. */
export type Loot = { world: World; ids: string[]; cursors: string[]; codes: string[]; words: string[] }

/** A desk in which everything that can be written is written, under the mark, and what a thief would know of it. */
export async function robbedDesk(server: TestServer, code: string, network?: string): Promise<Loot> {
  const world = await worldOf(server, code, { network })
  const { caller, ids } = world
  const named = (of: string) => `${MARK}${of}${code}`
  const identity = {
    givenName: named('Given'),
    familyName: named('Family'),
    phones: [`34${code.length}9871236`],
    documents: [{ kind: 'passport' as const, number: named('Document') }],
    address: named('Address'),
    code: named('Code'),
  }
  const taxCode = `ZQXWVK80A01Z99${code.length}K`
  const person = await record(caller, { identity, taxCode })
  const contact = await log(caller, { personId: person, place: named('Place'), note: named('Note') })
  const kase = await takeCharge(caller, {
    personId: person,
    note: named('Intake'),
    followers: [{ accountId: caller.accountId, role: 'worker' }],
  })
  const [service, note, draft] = [v7(), v7(), v7()]
  const path = `/cases/${kase}`
  await caller.call('POST', `${path}/services`, {
    id: service,
    day: '2026-01-12',
    kind: 'work',
    text: named('Service'),
  })
  await caller.call('POST', `${path}/notes`, { id: note, day: '2026-01-12', kind: 'call', text: named('Text') })
  await caller.call('PUT', `/drafts/${draft}`, { kind: 'note', record: kase, body: named('Draft'), edition: 1 })
  const register = `Codice;Data contatto;Cognome;Sesso\n${named('Row')};10/01/2026;${named('Row')};M\nX;;${named('Bad')};?`
  const { id: run } = await upload(caller, register, v7(), named('File'))
  for (const table of ['account', 'member'])
    await ask(
      server.database.supervisor,
      `update ${table} set name = $1 where ${table === 'account' ? 'id' : 'account_id'} = $2`,
      [named('Colleague'), caller.accountId],
    )
  await caller.call('PUT', `/directory/${ids.entry}/note`, { text: named('Internal'), version: 1 })
  await ask(server.database.supervisor, 'update service_proposal set why = $1, reason = $1 where tended_by = $2', [
    named('Why'),
    caller.desk.id,
  ])
  // Desks of one network know each other by name, and read each other's entries in the directory.
  if (network)
    for (const [table, key] of [
      ['desk', 'id'],
      ['service', 'tended_by'],
    ] as const)
      await ask(server.database.supervisor, `update ${table} set name = $1 where ${key} = $2`, [
        named('Desk'),
        caller.desk.id,
      ])
  const cursors: string[] = []
  for (const list of [
    '/persons?',
    '/contacts?',
    '/contacts?order=oldest&',
    '/cases?state=all&',
    '/cases?state=all&order=opened&',
    '/accesses?',
  ]) {
    const { body } = await caller.call('GET', `${list}most=1`)
    cursors.push(body.next)
  }
  const events = await ask<{ id: string }>(server.database.supervisor, 'select id from case_event where desk_id = $1', [
    caller.desk.id,
  ])
  return {
    world,
    ids: [
      ...Object.entries(ids).flatMap(([name, id]) => (network || !ofNetwork.includes(name) ? [id] : [])),
      person,
      contact,
      kase,
      service,
      note,
      draft,
      run,
      caller.desk.id,
      caller.desk.networkId,
      ...events.map(({ id }) => id),
    ],
    cursors,
    codes: [code, caller.desk.id, named('Desk')],
    words: [
      identity.givenName,
      identity.familyName,
      identity.phones[0] as string,
      named('Document'),
      named('Code'),
      taxCode,
    ],
  }
}

/** A digest of every row of a desk in every table, and of the accounts of its members. */
export async function rowsOfDesk({ database }: TestServer, { world }: Loot): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  const digest = async (name: string, where: string, id: string) => {
    const [row] = await ask<{ md5: string }>(
      database.supervisor,
      `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as md5 from ${name} t where ${where} = $1`,
      [id],
    )
    digests[name] = String(row?.md5)
  }
  for (const { table } of await tablesOf(database.supervisor)) await digest(table, 'desk_id', world.caller.desk.id)
  for (const [table, key] of [
    ['account', 'id'],
    ['session', 'account_id'],
  ] as const)
    await digest(table, key, world.caller.accountId)
  await digest('desk', 'id', world.caller.desk.id)
  for (const table of ['service', 'service_version', 'service_call', 'service_proposal', 'agreement'])
    await digest(table, 'tended_by', world.caller.desk.id)
  return digests
}
