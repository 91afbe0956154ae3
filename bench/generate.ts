import { sql } from 'kysely'
import { v7 } from 'uuid'
import { addDays, type CivilDate } from '#model/calendar.ts'
import { grantsOf } from '#model/grants.ts'
import { Identity } from '#model/people/contract.ts'
import { hashPassword } from '../server/src/identity/password.ts'
import { addAccount, setMember } from '../server/src/identity/store.ts'
import { addDesk } from '../server/src/network/store.ts'
import { tagsOf } from '../server/src/people/tags.ts'
import { type At, type DeskHere, enterDesk, type House, memberActor } from '../server/src/platform/door.ts'
import { type Chance, chanceOf } from './chance.ts'
import { inventName, type Name } from './names.ts'

/** The full size; a scale multiplies it. Services stand in for referrals and appointments until these exist. */
export const fullSize = { persons: 100_000, cases: 100_000, contacts: 500_000, services: 300_000 }
/** Shares of the twelve desks, in percent. */
export const shares = [30, 14, 10, 9, 8, 7, 6, 4, 3, 3, 3, 3]

const sexes = ['M', 'M', 'M', 'F'] as const
const citizenships = ['BGD', 'PAK', 'EGY', 'UKR', 'MAR', 'NGA', 'ALB', 'MLI', 'SEN', 'IND'] as const
const sectors = [
  'logistics',
  'construction',
  'agriculture',
  'riders',
  'cleaning',
  'hotels',
  'restaurants',
  'not_asked',
] as const
const needs = ['italian', 'health', 'work', 'legal', 'housing', 'documents'] as const
const LAST: CivilDate = '2025-12-31' as CivilDate

export type BenchPerson = Name & { id: string }
export type BenchDesk = { desk: DeskHere; email: string; persons: BenchPerson[]; cases: string[] }

function identityOf(chance: Chance, no: number) {
  return Identity.parse({
    ...inventName(chance),
    birthDate: `${1960 + chance.below(45)}-0${1 + chance.below(9)}-1${chance.below(9)}`,
    phones: [`3${(200_000_000 + chance.below(99_999_999)).toString()}`],
    code: `B-${no}`,
  })
}

/** Inserts rows given as records, in one statement. */
const insertMany = (at: At, table: string, rows: object[]) =>
  sql`insert into ${sql.raw(table)} select * from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    at.tx,
  )

const bytes = (buffer: Buffer) => `\\x${buffer.toString('hex')}`

async function fillChunk(
  at: At,
  chance: Chance,
  from: number,
  count: number,
  perPerson: { contacts: number; services: number },
): Promise<Pick<BenchDesk, 'persons' | 'cases'>> {
  const persons: object[] = []
  const tags: object[] = []
  const contacts: object[] = []
  const cases: object[] = []
  const services: object[] = []
  const made: Pick<BenchDesk, 'persons' | 'cases'> = { persons: [], cases: [] }
  for (let no = from; no < from + count; no += 1) {
    const [id, caseId] = [v7(), v7()]
    const sealed = { identity: identityOf(chance, no), taxCode: null }
    const [sex, citizenship, sector] = [chance.pick(sexes), chance.pick(citizenships), chance.pick(sectors)]
    const opened = addDays(LAST, -chance.below(365))
    const desk_id = at.desk.id
    made.persons.push({ id, givenName: sealed.identity.givenName, familyName: sealed.identity.familyName })
    made.cases.push(caseId)
    persons.push({
      desk_id,
      id,
      sex,
      citizenship,
      identity: bytes(at.vault.seal({ in: 'person.identity', id }, sealed)),
      recorded_by: at.actor.name,
      recorded_at: at.now,
      changed_at: at.now,
      version: 1,
    })
    for (const tag of tagsOf(at.vault, sealed)) tags.push({ desk_id, tag: bytes(tag), person_id: id })
    for (let i = 0; i < perPerson.contacts; i += 1) {
      const contact = v7()
      const words = bytes(at.vault.seal({ in: 'contact.words', id: contact }, { place: '', note: '' }))
      contacts.push({
        desk_id,
        id: contact,
        person_id: id,
        day: addDays(LAST, -chance.below(365)),
        channel: 'desk',
        language: 'not_asked',
        sector,
        sex,
        citizenship,
        needs: [chance.pick(needs)],
        given: ['not_asked'],
        words,
        recorded_by: at.actor.name,
        recorded_at: at.now,
        version: 1,
      })
    }
    const closed = chance.below(10) < 4
    cases.push({
      desk_id,
      id: caseId,
      person_id: id,
      state: closed ? 'closed' : 'open',
      opened_on: opened,
      closed_on: closed ? LAST : null,
      outcome: closed ? 'goals-met' : null,
      profile: 'grey-settled',
      stay_document: 'permit',
      sector,
      work_form: 'grey',
      needs: [chance.pick(needs)],
      legal_basis: 'public-task',
      last_activity: opened,
      opened_by: at.actor.name,
      opened_at: at.now,
      version: 1,
    })
    for (let i = 0; i < perPerson.services; i += 1) {
      const service = v7()
      services.push({
        desk_id,
        id: service,
        case_id: caseId,
        day: opened,
        kind: chance.pick(needs),
        words: bytes(at.vault.seal({ in: 'service_delivered.words', id: service }, 'Colloquio.')),
        by: at.actor.name,
        noted_at: at.now,
      })
    }
  }
  for (const [table, rows] of [
    ['person', persons],
    ['person_tag', tags],
    ['contact', contacts],
    ['care_case', cases],
    ['service_delivered', services],
  ] as const)
    await insertMany(at, table, rows)
  return made
}

/** Fills twelve desks. Data is invented; the network is marked as demonstration. */
export async function generate(
  house: House,
  scale: number,
  password: string,
  say: (text: string) => void,
): Promise<BenchDesk[]> {
  const chance = chanceOf(20_251_231)
  const passwordHash = await hashPassword(password)
  const network = { id: v7(), code: 'bench', name: 'Bench', demo: true }
  const organisation = { id: v7(), code: 'bench', name: 'Bench', kind: 'municipality' }
  const perPerson = { contacts: fullSize.contacts / fullSize.persons, services: fullSize.services / fullSize.persons }
  const desks: BenchDesk[] = []
  let no = 0
  for (const [index, share] of shares.entries()) {
    const code = `bench-${String(index + 1).padStart(2, '0')}`
    const ids = await addDesk(house.platform, {
      id: v7(),
      code,
      name: code,
      kind: 'single-access-desk',
      area: null,
      network,
      organisation,
    })
    const account = await addAccount(house.platform, {
      id: v7(),
      email: `${code}@varco.example`,
      name: code,
      passwordHash,
      demo: true,
      now: house.clock(),
    })
    await setMember(house.platform, ids.desk_id, account.id, ['worker'], '2025-01-01')
    const desk = { id: ids.desk_id, code, name: code, networkId: ids.network_id }
    const actor = memberActor(account.id, ['worker'], grantsOf(['worker']))
    const wanted = Math.round((fullSize.persons * scale * share) / 100)
    const made: BenchDesk = { desk, email: `${code}@varco.example`, persons: [], cases: [] }
    for (let from = 0; from < wanted; from += 500) {
      const chunk = await enterDesk(house, desk, actor, null, (at) =>
        fillChunk(at, chance, no, Math.min(500, wanted - from), perPerson),
      )
      no += Math.min(500, wanted - from)
      made.persons.push(...chunk.persons)
      made.cases.push(...chunk.cases)
    }
    desks.push(made)
    say(`${code}: ${made.persons.length} persons`)
  }
  return desks
}
