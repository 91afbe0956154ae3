import {
  MOST_TIES,
  type NewMinor,
  type NewRelative,
  type NewSafeContact,
  openTies,
  writeMinor,
  writeRelative,
  writeSafeContact,
} from '#model/people/ties-contract.ts'
import { relationBack, relativeProblem, safeContactProblem } from '#model/people/ties-rules.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { personRow } from './store.ts'
import { toldTies } from './ties-present.ts'
import { holdPerson, insertTie, type Tie, tiesOf } from './ties-store.ts'

/** The person, whom this actor sees. */
async function personAt(at: At, id: string) {
  const row = await personRow(at, id)
  if (!row) throw notFound()
  return row
}

async function tiesAnswer(at: At, personId: string) {
  const row = await personAt(at, personId)
  const writes = row.identity.length > 0 && at.actor.grants.includes('person.write')
  return {
    personId,
    today: at.today,
    ...(await toldTies(at, personId)),
    can: writes ? (['write'] as const).slice() : [],
  }
}

type SaidRelative = Omit<NewRelative, 'no' | 'other'>
type Wrong = { field: string; code: string } | null

/** The ties of a person that this actor may change, held until the end. */
async function heldTies(at: At, personId: string): Promise<Tie[]> {
  await holdPerson(at, personId)
  const { identity } = await personAt(at, personId)
  if (identity.length === 0) throw notPossible('person-erased')
  return tiesOf(at, personId)
}

const refuse = (wrong: Wrong) => {
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
}

/** Writes how a person is reached, or who is with a minor: there is one of each. */
async function writeOne(
  at: At,
  personId: string,
  body: { of: 'safe-contact'; said: NewSafeContact } | { of: 'minor'; said: NewMinor },
  wrong: Wrong,
) {
  const ties = await heldTies(at, personId)
  const latest = ties.find(({ words }) => words.of === body.of)
  const { no, ...said } = body.said
  if ((latest?.no ?? 0) !== no) throw movedOn(await tiesAnswer(at, personId))
  if (ties.length >= MOST_TIES) throw notPossible('ties-full')
  refuse(wrong)
  const written = await insertTie(at, {
    person_id: personId,
    other_id: null,
    thing: latest?.thing ?? newId(),
    no: no + 1,
    words: { of: body.of, said } as Tie['words'],
  })
  if (!written) throw movedOn(await tiesAnswer(at, personId))
  return tiesAnswer(at, personId)
}

/** What is sealed of a record that is written on the page of the other person: seen from the one whose tie it is. */
const turnedBack = (said: SaidRelative, before: SaidRelative): SaidRelative => ({
  ...said,
  relation: relationBack(said.relation),
  dependent: before.dependent,
})

/** Somebody of the family, new or changed, from the page of either of the two. */
async function writeTie(at: At, personId: string, thing: string, { no, ...body }: NewRelative) {
  const current = () => tiesAnswer(at, personId)
  if (no === 0 && !(await at.firstTime(thing, { person: personId, ...body }, current))) return current()
  const ties = await heldTies(at, personId)
  const latest = ties.find((tie) => tie.thing === thing)
  if ((latest?.no ?? 0) !== no) throw movedOn(await current())
  const before = latest?.words.of === 'relative' ? latest.words.said : null
  if (latest && !before) throw unknownId('/relative')
  // What holds can always be taken back, once: a page that is full must not keep what is wrong.
  if (body.withdrawn && before?.withdrawn) throw invalid({ pointer: '/withdrawn', code: 'does-not-fit' })
  if (!body.withdrawn && ties.length >= MOST_TIES) throw notPossible('ties-full')
  const { other, ...said } = body
  refuse(relativeProblem({ no, ...body }, personId, at.today))
  if (other !== null && !(await personRow(at, other))) throw unknownId('/other')
  const isOthers = latest !== undefined && latest.person_id !== personId
  if (latest && other !== (isOthers ? latest.person_id : latest.other_id))
    throw invalid({ pointer: '/other', code: 'does-not-fit' })
  const written = await insertTie(at, {
    person_id: latest?.person_id ?? personId,
    other_id: latest ? latest.other_id : other,
    thing,
    no: no + 1,
    words: { of: 'relative', said: isOthers && before ? turnedBack(said, before) : said },
  })
  if (!written) throw movedOn(await current())
  return current()
}

export const tiesRoutes: Route[] = [
  route(openTies, (at, { params }) => tiesAnswer(at, params.person)),
  route(writeSafeContact, (at, { params, body }) =>
    writeOne(at, params.person, { of: 'safe-contact', said: body }, safeContactProblem(body)),
  ),
  route(writeMinor, (at, { params, body }) => writeOne(at, params.person, { of: 'minor', said: body }, null)),
  route(writeRelative, (at, { params, body }) => writeTie(at, params.person, params.relative, body)),
]
