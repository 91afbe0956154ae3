import { sql } from 'kysely'
import { Opening } from '#model/network/opening.ts'
import { answerBy } from '#model/network/working-time.ts'
import { type Due, plainTerms } from '#model/referrals/clocks.ts'
import type { ReferralTerms } from '#model/referrals/contract.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'

type Target = { name: string; state: string; at_desk: string | null; tended_by: string; tryout: boolean; body: string }
type Row = Target & { opening: unknown; answer_within: number | null; start_within: number | null; said: boolean }

/** A service of the network as a referral needs it: who answers for it, and in how much time. */
export async function serviceOf(
  at: At,
  id: string,
): Promise<(Target & { terms: ReferralTerms; due: Due }) | undefined> {
  const { rows } = await sql<Row>`
    select s.name, s.state, s.at_desk, s.tended_by, coalesce(d.tryout, false) as tryout, d.organisation_id as body,
      s.facts -> 'opening' as opening, t.answer_within, t.start_within, t.service_id is not null as said
    from service s left join desk d on d.id = s.at_desk
    left join referral_terms t on t.network_id = s.network_id and t.service_id = s.id
    where s.network_id = ${at.desk.networkId} and s.id = ${id}`.execute(at.tx)
  const row = rows[0]
  if (!row) return undefined
  const { opening, answer_within, start_within, said, ...target } = row
  const hours = opening === null ? withoutHours : Opening.parse(opening)
  const terms = said ? { answerWithin: answer_within, startWithin: start_within } : plainTerms
  return { ...target, terms, due: (from, minutes) => answerBy(hours, from, minutes) }
}

/** Hours that are not stated: those of plain working days (`working-time.ts`). */
const withoutHours: Opening = { weekly: [], exceptions: [], onHolidays: 'closed', byAppointment: false }

export const putTerms = (at: At, id: string, { answerWithin, startWithin }: ReferralTerms) =>
  on(at)
    .insertInto('referral_terms')
    .values({
      network_id: at.desk.networkId,
      service_id: id,
      tended_by: at.desk.id,
      answer_within: answerWithin,
      start_within: startWithin,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'service_id'])
        .doUpdateSet({ answer_within: answerWithin, start_within: startWithin }),
    )
    .execute()

/** What is invented goes to nobody. */
export async function isTryout(at: At): Promise<boolean> {
  const { rows } = await sql<{ tryout: boolean }>`select tryout from desk where id = ${at.desk.id}`.execute(at.tx)
  return rows[0]?.tryout ?? false
}

export type Named = { code: string; name: string }

/** Names of the network's desks and services, by id. */
export async function namesOfNetwork(at: At) {
  const ofNetwork = sql`network_id = ${at.desk.networkId}`
  const [desks, services] = await Promise.all([
    sql<Named & { id: string }>`select id, code, name from desk where ${ofNetwork}`.execute(at.tx),
    sql<{ id: string; name: string }>`select id, name from service where ${ofNetwork}`.execute(at.tx),
  ])
  const deskBy = new Map(desks.rows.map(({ id, code, name }) => [id, { code, name }]))
  const serviceBy = new Map(services.rows.map(({ id, name }) => [id, name]))
  return {
    desk: (id: string): Named => deskBy.get(id) ?? { code: '', name: '' },
    service: (id: string) => ({ id, name: serviceBy.get(id) ?? '' }),
  }
}
export type Names = Awaited<ReturnType<typeof namesOfNetwork>>
