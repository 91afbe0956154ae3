import { Client, type ClientConfig } from 'pg'
import { v7 } from 'uuid'
import { needs } from '#model/codes/needs.ts'
import type { ServiceFacts } from '#model/network/contract.ts'
import { type Chance, chanceOf } from './chance.ts'

export const mapSize = { services: 500, referrals: 50_000 }

const plainFacts: Omit<ServiceFacts, 'needs'> = {
  languages: [],
  opening: null,
  address: '',
  ways: [],
  documentsAsked: '',
  eligibility: [],
  withoutPermit: 'not-stated',
  cost: '',
  about: { it: '', en: '' },
  public: true,
}

/** Most go to few: the square of chance. */
const towardsFirst = <T>(chance: Chance, list: readonly T[]): T =>
  list[Math.floor((chance.below(10_000) / 10_000) ** 2 * list.length)] as T

/**
 * Fills the network of the demonstration up to the size: services, and referrals of this year with their answers. Written
 * past triggers, so the tally is counted at the end, as the desks would have written it and the chore folded it.
 */
export async function fillMap(supervisor: ClientConfig): Promise<void> {
  const client = new Client({ ...supervisor, database: 'varco' })
  await client.connect()
  const chance = chanceOf(23)
  try {
    await client.query('set session_replication_role = replica')
    const { rows: desks } = await client.query<{
      id: string
      network_id: string
      organisation_id: string
      area: string
    }>("select id, network_id, organisation_id, coalesce(area, '') as area from desk where not tryout order by code")
    const { rows: known } = await client.query<{ id: string; at_desk: string | null }>(
      'select id, at_desk from service order by name',
    )
    const services = [...known]
    const entries = []
    for (let no = known.length; no < mapSize.services; no += 1) {
      const desk = chance.pick(desks)
      const answers = [...new Set([chance.pick(needs).code, chance.pick(needs).code])]
      const facts = { ...plainFacts, needs: answers }
      const id = v7()
      services.push({ id, at_desk: desk.id })
      entries.push({ ...desk, desk: desk.id, id, name: `Servizio inventato numero ${no}`, facts })
    }
    await client.query(
      `insert into service (network_id, id, organisation_id, at_desk, tended_by, state, name, area, facts, assured_on, changed_at, changed_by)
       select network_id, id, organisation_id, desk, desk, 'live', name, area, facts, current_date, now(), 'bench'
       from jsonb_to_recordset($1) as e (network_id uuid, id uuid, organisation_id uuid, desk uuid, name text, area text, facts jsonb)`,
      [JSON.stringify(entries)],
    )
    const referrals = []
    const began = Date.parse(`${new Date().getFullYear()}-01-10T08:00:00Z`)
    const minutes = Math.max(1, Math.floor((Date.now() - began) / 60_000))
    while (referrals.length < mapSize.referrals) {
      const service = towardsFirst(chance, services)
      const from = towardsFirst(chance, desks)
      if (service.at_desk === null || service.at_desk === from.id) continue
      const sent = began + chance.below(minutes) * 60_000
      const hours = chance.below(100)
      referrals.push({
        ...{
          id: v7(),
          network_id: from.network_id,
          from_desk: from.id,
          to_desk: service.at_desk,
          service_id: service.id,
        },
        ...{ sent_at: new Date(sent).toISOString(), answer_by: new Date(sent + 60 * 3_600_000).toISOString() },
        answered_at: hours < 90 ? new Date(sent + hours * 3_600_000).toISOString() : null,
      })
    }
    await client.query(
      `insert into referral (network_id, id, from_desk, to_desk, service_id, state, version, urgency, made_at, sent_at, delivered_at, answered_at, answer_by)
       select network_id, id, from_desk, to_desk, service_id, case when answered_at is null then 'expired' else 'accepted' end, 3, 'ordinary',
         sent_at, sent_at, sent_at, answered_at, answer_by
       from jsonb_to_recordset($1) as r (network_id uuid, id uuid, from_desk uuid, to_desk uuid, service_id uuid, sent_at timestamptz,
         answered_at timestamptz, answer_by timestamptz)`,
      [JSON.stringify(referrals)],
    )
    await client.query('truncate referral_flow')
    await client.query(
      `insert into referral_flow (network_id, period, from_desk, to_desk, service_id, by_desk, sent, in_time, late, unanswered, withdrawn)
       select r.network_id, to_char(r.sent_at at time zone 'Europe/Rome', length.of), r.from_desk, r.to_desk, r.service_id, by_desk,
         sum(c.sent * sends), sum(c.in_time * answers), sum(c.late * answers), sum(c.unanswered * sends), sum(c.withdrawn * sends)
       from referral r, lateral referral_counts(r) as c, (values ('YYYY'), ('YYYY-Q')) as length (of),
         lateral (values (r.from_desk, 1, 0), (r.to_desk, 0, 1)) as wrote (by_desk, sends, answers)
       where c.sent > 0 and by_desk is not null group by 1, 2, 3, 4, 5, 6
       having sum(c.sent * sends + (c.in_time + c.late) * answers) > 0`,
    )
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
