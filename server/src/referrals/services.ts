import { sql } from 'kysely'
import { z } from 'zod'
import { Opening } from '#model/network/opening.ts'
import { answerBy } from '#model/network/working-time.ts'
import { type Due, plainTerms } from '#model/referrals/clocks.ts'
import type { ReferralTerms } from '#model/referrals/contract.ts'
import type { At } from '../platform/door.ts'
import { on, type ReferralRow } from './store.ts'

type Target = {
  name: string
  state: string
  free: number | null
  at_desk: string | null
  tended_by: string
  tryout: boolean
  body: string
  /** The body is an inspectorate, or has a desk that is one. */
  inspectorate: boolean
}
type Row = Target & {
  ways: { kind: string; value: string }[]
  opening: unknown
  answer_within: number | null
  start_within: number | null
  said: boolean
}

/** A service of the network as a referral needs it: who answers for it, and in how much time. */
export async function serviceOf(
  at: At,
  id: string,
): Promise<
  (Target & { terms: ReferralTerms; said: boolean; due: Due; mail: string | null; phone: string | null }) | undefined
> {
  const { rows } = await sql<Row>`
    select s.name, s.state, s.capacity_free as free, s.at_desk, s.tended_by, coalesce(d.tryout, false) as tryout,
      coalesce(d.organisation_id, s.organisation_id) as body,
      exists (select 1 from organisation o left join desk i on i.network_id = o.network_id and i.organisation_id = o.id
        where o.network_id = s.network_id and o.id in (s.organisation_id, d.organisation_id)
          and 'inspectorate' in (o.kind, i.kind)) as inspectorate,
      s.facts -> 'ways' as ways, s.facts -> 'opening' as opening, t.answer_within, t.start_within, t.service_id is not null as said
    from service s left join desk d on d.id = s.at_desk
    left join referral_terms t on t.network_id = s.network_id and t.service_id = s.id
    where s.network_id = ${at.desk.networkId} and s.id = ${id}`.execute(at.tx)
  const row = rows[0]
  if (!row) return undefined
  const { ways, opening, answer_within, start_within, said, ...target } = row
  const mail = ways.find(({ kind, value }) => kind === 'mail' && z.email().safeParse(value).success)?.value ?? null
  const phone = ways.find(({ kind }) => kind === 'phone' || kind === 'free-number')?.value ?? null
  const hours = opening === null ? withoutHours : Opening.parse(opening)
  const terms = said ? { answerWithin: answer_within, startWithin: start_within } : plainTerms
  return { ...target, mail, phone, terms, said, due: (from, minutes) => answerBy(hours, from, minutes) }
}

/** The number by which the desk at hand is called, as it says it to everybody in its own entry of the directory. */
export async function ownPhone(at: At): Promise<string | null> {
  const { rows } = await sql<{ phone: string }>`
    select way ->> 'value' as phone from service s cross join jsonb_array_elements(s.facts -> 'ways') with ordinality as w (way, no)
    where s.network_id = ${at.desk.networkId} and s.at_desk = ${at.desk.id} and s.state = 'live' and (s.facts ->> 'public')::boolean
      and way ->> 'kind' in ('phone', 'free-number')
    order by s.name, s.id, w.no limit 1`.execute(at.tx)
  return rows[0]?.phone ?? null
}

/** The body that a desk belongs to. */
export async function bodyOfDesk(at: At, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ body: string }>`
    select organisation_id as body from desk where network_id = ${at.desk.networkId} and id = ${id}`.execute(at.tx)
  return rows[0]?.body
}

/** Hours that are not stated: those of plain working days (`working-time.ts`). */
export const withoutHours: Opening = { weekly: [], exceptions: [], onHolidays: 'closed', byAppointment: false }

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
    sql<{ id: string; name: string; body: string }>`
      select s.id, s.name, o.name as body from service s join organisation o on o.network_id = s.network_id and o.id = s.organisation_id
      where s.network_id = ${at.desk.networkId}`.execute(at.tx),
  ])
  const deskBy = new Map(desks.rows.map(({ id, code, name }) => [id, { code, name }]))
  const serviceBy = new Map(services.rows.map((each) => [each.id, each]))
  const desk = (id: string): Named => deskBy.get(id) ?? { code: '', name: '' }
  return {
    desk,
    service: (id: string) => ({ id, name: serviceBy.get(id)?.name ?? '' }),
    /** Who receives a referral: a desk, or a body without an account, which has no code. */
    receiver: ({ to_desk: to, service_id: service }: Pick<ReferralRow, 'to_desk' | 'service_id'>): Named =>
      to === null ? { code: '', name: serviceBy.get(service)?.body ?? '' } : desk(to),
  }
}
export type Names = Awaited<ReturnType<typeof namesOfNetwork>>
