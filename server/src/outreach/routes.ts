import type { z } from 'zod'
import { timeOfDay } from '#model/calendar.ts'
import { listAnswer } from '#model/codes/stored.ts'
import {
  type Contact,
  type ContactFields,
  correctContact,
  listContacts,
  logContact,
  openContact,
  withdrawContact,
} from '#model/outreach/contract.ts'
import { dayProblem, mayWithdraw, timeProblem } from '#model/outreach/rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons, noteLatest } from '../people/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notAllowed, notFound, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import {
  type ContactRow,
  contactRow,
  insertContact,
  pageOfContacts,
  updateContact,
  withdraw,
  wordsOf,
} from './store.ts'

type Shown = z.input<typeof Contact>

async function present(at: At, rows: ContactRow[]): Promise<Shown[]> {
  const [nameOf, persons] = await Promise.all([
    namesOfActors(at),
    namesOfPersons(
      at,
      rows.flatMap((row) => row.person_id ?? []),
    ),
  ])
  const writes = at.actor.grants.includes('contact.write')
  return rows.map((row) => {
    const { place, note } = wordsOf(at, row)
    const person = row.person_id === null ? undefined : persons.get(row.person_id)
    return {
      id: row.id,
      day: row.day,
      time: row.at_time,
      channel: row.channel,
      place,
      language: row.language,
      sector: row.sector,
      sex: row.sex,
      citizenship: row.citizenship,
      needs: listAnswer(row.needs),
      given: listAnswer(row.given),
      note,
      personId: row.person_id,
      personName: person ? person.name || person.code : null,
      personErased: person?.erased ?? false,
      recordedBy: nameOf(row.recorded_by),
      version: row.version,
      // A contact of whom the data were erased stays as it is counted.
      can: person?.erased
        ? []
        : [
            ...(writes ? (['correct'] as const) : []),
            ...(writes && mayWithdraw(at.actor, row.recorded_by) ? (['withdraw'] as const) : []),
            ...(at.actor.grants.includes('case.write') ? (['take-in-charge'] as const) : []),
          ],
    } as Shown
  })
}

async function contactAt(at: At, id: string): Promise<ContactRow> {
  const row = await contactRow(at, id)
  if (!row) throw notFound()
  return row
}

async function shown(at: At, id: string): Promise<Shown> {
  const [one] = await present(at, [await contactAt(at, id)])
  return one as Shown
}

/** What the schema cannot know: the day is not in the future, the person is one of this desk's. */
async function check(at: At, said: ContactFields): Promise<void> {
  const wrong = dayProblem(said.day, at.today)
  if (wrong) throw invalid({ pointer: '/day', code: wrong })
  const early = timeProblem(said, { day: at.today, time: timeOfDay(at.now) })
  if (early) throw invalid({ pointer: '/time', code: early })
  if (said.personId === null) return
  if (!(await namesOfPersons(at, [said.personId])).has(said.personId)) throw unknownId('/personId')
}

async function tellPerson(at: At, { personId, sex, citizenship, day }: ContactFields): Promise<void> {
  if (personId !== null) await noteLatest(at, personId, { sex, citizenship }, day)
}

export const outreachRoutes: Route[] = [
  route(logContact, async (at, { body }) => {
    const { id, ...said } = body
    if (await at.firstTime(id, body, () => shown(at, id))) {
      await check(at, said)
      await insertContact(at, id, said)
      await tellPerson(at, said)
    }
    return shown(at, id)
  }),
  route(listContacts, async (at, { query }) => {
    const [rows, total] = await pageOfContacts(at, query, readCursor(query.after, ['day', 'id']), query.most)
    const page = rows.slice(0, query.most)
    const last = rows.length > query.most ? page.at(-1) : undefined
    return { rows: await present(at, page), next: last ? cursor({ day: last.day, id: last.id }) : null, total }
  }),
  route(openContact, (at, { params }) => shown(at, params.contact)),
  route(correctContact, async (at, { params, body }) => {
    const before = await contactAt(at, params.contact)
    const { version, ...said } = body
    if (before.version !== version) throw movedOn(await shown(at, params.contact))
    await check(at, said)
    if (!(await updateContact(at, params.contact, version, said))) throw movedOn(await shown(at, params.contact))
    await tellPerson(at, said)
    return shown(at, params.contact)
  }),
  route(withdrawContact, async (at, { params }) => {
    const before = await contactAt(at, params.contact)
    if (!mayWithdraw(at.actor, before.recorded_by)) throw notAllowed('not-yours')
    await withdraw(at, params.contact)
    return { done: true as const }
  }),
]
