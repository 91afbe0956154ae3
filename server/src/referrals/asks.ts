import { sql } from 'kysely'
import { today } from '#model/calendar.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { meetsIn, type Step, standingOf as standing } from '#model/referrals/appointments.ts'
import { GROUND_ENDED, type ReferralBrief } from '#model/referrals/contract.ts'
import { decide, hasEnded, overdue } from '#model/referrals/rules.ts'
import { inTwoStages } from '#model/referrals/scopes.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { move } from './acts.ts'
import { appointmentsOfDays, proposalsOf, stepsOf } from './appointments.ts'
import {
  answersBeside,
  type Beside,
  besideCame,
  besideIn,
  besideOf,
  type DeskOfCase,
  desksOfCase,
  sayBeside,
} from './beside.ts'
import { aboutFile, filesOf } from './file-store.ts'
import { newsOf } from './news.ts'
import { copiesOf, isMessage, messagesOf, originsOf } from './sealed.ts'
import { namesOfNetwork } from './services.ts'
import {
  isLink,
  lockReferral,
  noteEvent,
  on,
  type ReferralRow,
  referralsSeen,
  standingOf,
  unlinkedOf,
} from './store.ts'

export { answersBeside, appointmentsOfDays, type Beside, besideCame, besideOf, type DeskOfCase, desksOfCase, sayBeside }

type BriefRow = Pick<ReferralRow, 'id' | 'state' | 'kind' | 'made_at' | 'sent_at' | 'answer_by' | 'start_by'> & {
  service: string
  desk: string
  erased_there: boolean
}

/** The referrals that were made from a case, or from which it was opened, as far as this actor sees it, the newest first. */
export async function referralsOfCase(at: At, caseId: string): Promise<ReferralBrief[]> {
  const { rows } = await sql<BriefRow>`
    select referral.id, referral.state, referral.kind, made_at, sent_at, answer_by, start_by, s.name as service,
      case when from_desk = ${at.desk.id} then coalesce(d.name, b.name) else f.name end as desk,
      exists (select 1 from referral_event e where e.network_id = referral.network_id and e.referral_id = referral.id
        and e.act = 'erase' and e.by_desk <> ${at.desk.id}) as erased_there
    from (select referral_id, case_id, person_id from referral_origin where desk_id = ${at.desk.id} and case_id = ${caseId}
      union all select t.referral_id, t.case_id, c.person_id from referral_case t join care_case c
        on c.desk_id = t.desk_id and c.id = t.case_id where t.desk_id = ${at.desk.id} and t.case_id = ${caseId}) o
    join referral on referral.id = o.referral_id join desk f on f.id = referral.from_desk
    join service s on s.network_id = referral.network_id and s.id = referral.service_id
    join organisation b on b.id = s.organisation_id left join desk d on d.id = referral.to_desk
    where o.person_id = (
      select person_id from care_case where desk_id = ${at.desk.id} and id = ${caseId}) and ${referralsSeen(at)}
    order by made_at desc, referral.id desc limit 50`.execute(at.tx)
  const ids = rows.map(({ id }) => id)
  const [news, unlinked] = await Promise.all([newsOf(at, ids), unlinkedOf(at, ids)])
  return rows.map(({ id, state, kind, service, desk, ...row }) => ({
    id,
    state,
    kind,
    service,
    desk,
    madeAt: row.made_at,
    sentAt: row.sent_at,
    overdue: overdue({ state, answerBy: row.answer_by, startBy: row.start_by }, at.now),
    news: (news.get(id) ?? []).map((each) => each.kind),
    erasedThere: row.erased_there,
    unlinked: unlinked.has(id),
  }))
}

/** The language that a referral said by which a case of this desk was opened; of a person who is erased nothing is left. */
export async function languageThatCame(at: At, caseId: string): Promise<string | null> {
  const taken = await on(at)
    .selectFrom('referral_case')
    .select('referral_id')
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  const came = taken && (await copiesOf(at, [taken.referral_id], 1)).get(taken.referral_id)?.language
  return came !== undefined && isAnswered(came) ? came : null
}

/** Every referral of a person, made or taken over: where to or from, what was written, and what was given, on which day. */
export async function referralsOfPerson(at: At, personId: string) {
  const rows = await on(at)
    .selectFrom('referral')
    .selectAll()
    .where(sql<boolean>`referral.id in (select referrals_of(${at.desk.id}, ${personId}))`)
    .where(referralsSeen(at))
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const [names, origins, copies, answered] = await Promise.all([
    namesOfNetwork(at),
    originsOf(at, ids),
    copiesOf(at, ids),
    answersOf(at, ids),
  ])
  const messages = await Promise.all(ids.map((id) => messagesOf(at, id)))
  const files = await filesOf(at, ids)
  const proposals = [...(await proposalsOf(at, ids))]
  const steps = Map.groupBy(await stepsOf(at, rows), ({ referral }) => referral)
  return rows.map((row, no) => {
    const { first, second } = inTwoStages(copies.get(row.id) ?? {})
    const said = answered.get(row.id) ?? []
    const isWhole = said.includes('accept') && !said.includes('withhold')
    const held = metAt(row.state, steps.get(row.id) ?? [])
    return {
      id: row.id,
      state: row.state,
      madeOn: today(row.made_at),
      service: names.service(row.service_id).name,
      desk: row.from_desk === at.desk.id ? names.receiver(row).name : names.desk(row.from_desk).name,
      came: row.from_desk !== at.desk.id,
      /** The ground on which it rests, while it is under way. */
      restsOn: hasEnded(row.state) ? null : (origins.get(row.id)?.ground_id ?? null),
      /** Whether it goes on when its ground ends: what two desks follow together does not. */
      begun: row.state === 'in-progress' && row.kind !== 'shared',
      /** Whether somebody there expects the person. */
      meets: meetsIn(row.state) && held !== null,
      written: origins.get(row.id)?.said,
      /** `null`: nothing was given. */
      given:
        row.delivered_at === null
          ? null
          : { day: today(row.delivered_at), snapshot: { ...first, ...(isWhole && second) } },
      files: files
        .filter((file) => file.referral_id === row.id)
        .map((file) => ({ name: aboutFile(at, file).name, size: file.size })),
      messages: (messages[no] ?? []).flatMap((each) => (isMessage(each) ? each.text : [])),
      beside: besideIn(messages[no] ?? []),
      appointments: proposals.flatMap(([key, words]) =>
        key.startsWith(row.id) ? [{ ...words, holds: key === `${row.id}#${held}` }] : [],
      ),
    }
  })
}

/** The last appointment that was not called off and whose referral was not stopped, by the number of its proposal. */
function metAt(state: ReferralRow['state'], steps: readonly Step[]): number | null {
  const { state: now, proposal } = standing(steps)
  const isStopped = state === 'withdrawn' || state === 'interrupted'
  return !isStopped && (now === 'proposed' || now === 'confirmed') ? (proposal?.no ?? null) : null
}

async function answersOf(at: At, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (ids.length === 0) return found
  const rows = await on(at)
    .selectFrom('referral_event')
    .select(['referral_id', 'act'])
    .where('network_id', '=', at.desk.networkId)
    .where('referral_id', 'in', ids)
    .where('act', 'in', ['accept', 'withhold'])
    .execute()
  for (const { referral_id: id, act } of rows) found.set(id, [...(found.get(id) ?? []), act])
  return found
}

/** Holds the referrals of a person until the end of the transaction, before the person: as those do who act on a referral. */
export async function holdReferralsOf(at: At, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from referral where id in (select referrals_of(${at.desk.id}, ${personId})) order by id for update`.execute(
    at.tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * The data of a person are being erased: what was not begun is taken back, a case that two desks share is left, and every
 * desk that gave or got something is told of it (art. 19 GDPR). What it holds is its own to answer for.
 */
export async function tellOfErasure(at: At, personId: string): Promise<void> {
  for (const id of await holdReferralsOf(at, personId)) {
    const row = await lockReferral(at, id)
    if (!row) continue
    if (row.to_desk === at.desk.id) {
      if (row.kind === 'shared' && row.state === 'in-progress')
        await move(at, { row, to: 'interrupted' }, 'interrupt', { ended_at: at.now, reason: GROUND_ENDED })
      await noteEvent(at, row, 'erase')
      await at.tell('referral.erased', { referral: id })
      continue
    }
    const answer = decide(standingOf(row), 'withdraw', 'sender', at.now)
    if ('to' in answer) await move(at, { row, to: answer.to }, 'withdraw', { ended_at: at.now })
    else if (row.kind === 'shared' && row.state === 'in-progress')
      await move(at, { row, to: 'interrupted' }, 'interrupt', { ended_at: at.now, reason: GROUND_ENDED })
    if (row.delivered_at === null) continue
    await noteEvent(at, row, 'erase')
    await at.tell('referral.erased', { referral: id })
  }
}

/** The bodies to which links were given, by the actor as whom such a link acts. */
export async function bodiesOfLinks(at: At, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors.filter(isLink))].map((actor) => actor.slice('link:'.length))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select l.id, b.name from referral_link l join referral r on r.network_id = ${at.desk.networkId} and r.id = l.referral_id
    join service s on s.network_id = r.network_id and s.id = r.service_id join organisation b on b.id = s.organisation_id
    where l.desk_id = ${at.desk.id} and l.id = any(${ids}::uuid[])`.execute(at.tx)
  return new Map(rows.map(({ id, name }) => [`link:${id}`, name]))
}

/** What was done with the referrals of a case: by a desk of its own or, of the other desk, by that desk. */
export async function referralsHappened(at: At, referrals: readonly ReferralBrief[]): Promise<Happened[]> {
  if (referrals.length === 0) return []
  const rows = await on(at)
    .selectFrom('referral_event')
    .select(['referral_id', 'act', 'by_desk', 'actor', 'at'])
    .where('network_id', '=', at.desk.networkId)
    .where(
      'referral_id',
      'in',
      referrals.map(({ id }) => id),
    )
    .execute()
  return rows.flatMap(({ referral_id: id, act, by_desk, actor, at: when }) => {
    const referral = referrals.find((each) => each.id === id)
    if (!referral) return []
    const who = by_desk === at.desk.id && !isLink(actor) ? actor : referral.desk
    return happened({
      ...{ kind: 'referral', act: 'told', key: `${id} ${act}`, thing: id, code: act, what: referral.service },
      ...{ day: today(when), at: when, actor: who },
    })
  })
}
