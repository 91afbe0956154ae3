import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { MoveCause, MoveVerdict } from '#model/referrals/contract-moves.ts'
import { movable, moveCauseOf, weighMove } from '#model/referrals/moves.ts'
import type { At } from '../platform/door.ts'
import { notFound, notPossible, unknownId } from '../platform/failure.ts'
import { move, referralFor } from './acts.ts'
import { caseFacts, outlookOf } from './facts.ts'
import { copiesOf, insertOrigin, type Origin, originOf } from './sealed.ts'
import { asksToSend, receiverOf, setOut } from './sending.ts'
import { serviceOf } from './services.ts'
import { coverOf } from './still-covered.ts'
import { idHere, insertReferral, lockReferral, type ReferralRow, referralsSeen, successorOf } from './store.ts'

const moves = sql.join(movable.map((state) => sql.lit(state)))
/** As `moveCauseOf` of the model says it. */
const cause = sql<MoveCause>`case when s.state <> 'live' then 'retired' else 'full' end`
const stranded = (
  at: At,
) => sql`referral join service s on s.network_id = referral.network_id and s.id = referral.service_id
  where ${referralsSeen(at)} and referral.from_desk = ${at.desk.id} and referral.state in (${moves})
    and (s.state <> 'live' or s.capacity_free = 0)`

/** Referrals of this desk that wait at a service which is closed or full, the oldest first. */
export async function strandedReferrals(at: At, service: string | undefined) {
  const only = service === undefined ? sql`true` : sql`s.id = ${service}`
  const { rows } = await sql<ReferralRow & { cause: MoveCause }>`
    select referral.*, ${cause} as cause from ${stranded(at)} and ${only}
    order by sent_at, referral.id limit 100`.execute(at.tx)
  return rows
}

export async function strandedServices(at: At) {
  const { rows } = await sql<{ id: string; name: string; cause: MoveCause; count: number }>`
    select s.id, s.name, ${cause} as cause, count(*)::int as count from ${stranded(at)}
    group by s.id, s.name, s.state order by s.name, s.id`.execute(at.tx)
  return rows
}

/** What would become of a referral with another service, and all that is needed to do it. */
async function weighed(at: At, row: ReferralRow, origin: Origin, toService: string) {
  const [before, service, file] = [
    await serviceOf(at, row.service_id),
    await receiverOf(at, toService),
    await caseFacts(at, origin.case_id),
  ]
  const outlook = await outlookOf(at, origin)
  const sent = (await copiesOf(at, [row.id])).get(row.id)
  const cover = service && (await coverOf(at, origin.person_id, service.body, outlook.snapshot))
  const verdict: MoveVerdict = weighMove({
    cause: before ? moveCauseOf(before) : 'retired',
    // A body without an account needs a code that is said aloud: each is sent by hand.
    fits: typeof service?.desk === 'string' && toService !== row.service_id,
    caseOpen: file?.state === 'open',
    missing: outlook.missing,
    asSent: isDeepStrictEqual(sent, outlook.snapshot),
    refusals: [
      ...(cover?.reasons.map(({ code }) => code) ?? []),
      ...(service && (await asksToSend(at, service)) ? ['approval-wanted'] : []),
    ],
  })
  return { verdict, service, outlook, cover }
}

export async function verdictOf(at: At, row: ReferralRow, toService: string): Promise<MoveVerdict | null> {
  const origin = await originOf(at, row.id)
  return origin ? (await weighed(at, row, origin, toService)).verdict : null
}

type Done = MoveVerdict & { referral: string }

/** Takes a referral back and writes it anew to another service. Done again it answers with what was done. */
export async function reassign(at: At, id: string, version: number, toService: string): Promise<Done> {
  const held = await lockReferral(at, id)
  if (!held) throw notFound()
  if (!(await serviceOf(at, toService))) throw unknownId('/serviceId')
  const known = await successorOf(at, id)
  if (known?.service_id === toService)
    return { referral: known.id, result: known.sent_at === null ? 'drafts' : 'sends', reasons: [] }
  const found = await referralFor(at, id, 'withdraw', { version })
  const origin = await originOf(at, id)
  if (!origin || found.row.state === 'draft') throw notPossible('referral-not-yet')
  const { verdict, service, outlook, cover } = await weighed(at, found.row, origin, toService)
  if (!service || !cover) throw unknownId('/serviceId')
  if (verdict.result === 'stays') throw notPossible(verdict.reasons[0] as string)
  const next = idHere(at, `instead of ${id} at ${toService}`)
  const { urgency, kind } = found.row
  await move(at, found, 'withdraw', { ended_at: at.now })
  await insertReferral(at, { id: next, to_desk: service.at_desk, service_id: toService, urgency, kind })
  const of = { case: origin.case_id, person: origin.person_id, instead: { id, by: origin.by } }
  await insertOrigin(at, next, of, { ...origin.said, urgency, kind, scopes: origin.scopes as never })
  if (verdict.result === 'sends') {
    // It says what was shown to whoever sent the first one: a coordinator sends it on, and nothing else.
    const row = (await lockReferral(at, next)) as ReferralRow
    await setOut(at, { row, to: 'sent' }, { service, outlook, cover })
  }
  return { ...verdict, referral: next }
}

/** Open referrals that this desk received and sent for a service. */
export async function countsOf(at: At, service: string): Promise<{ received: number; sent: number }> {
  const { rows } = await sql<{ received: number; sent: number }>`
    select count(*) filter (where to_desk = ${at.desk.id})::int as received,
      count(*) filter (where from_desk = ${at.desk.id})::int as sent
    from referral
    where ${referralsSeen(at)} and service_id = ${service} and state in (${moves}, 'in-progress')`.execute(at.tx)
  return rows[0] ?? { received: 0, sent: 0 }
}
