import type { z } from 'zod'
import type { Scope, Snapshot } from '#model/referrals/contract.ts'
import { type Referral, type ReferralLine, TimelineAct } from '#model/referrals/contract-acts.ts'
import { hasEnded, mayDo, overdue, partyOf } from '#model/referrals/rules.ts'
import { seenByReceiver } from '#model/referrals/scopes.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { copiesOf, messagesOf, type Origin, originsOf } from './sealed.ts'
import { type Names, namesOfNetwork } from './services.ts'
import { eventsOf, type ReferralRow, sideOf } from './store.ts'

type Line = z.input<typeof ReferralLine>
type Whole = z.input<typeof Referral>
type Beside = { names: Names; persons: Map<string, { name: string }>; origin: Origin | undefined; first: Snapshot }

function lineOf(at: At, row: ReferralRow, { names, persons, origin, first }: Beside): Line {
  const side = sideOf(at, row)
  const need = side === 'sender' ? origin?.said.need : seenByReceiver(first, row.state).need
  const { state, answer_by: answerBy, start_by: startBy } = row
  return {
    id: row.id,
    side,
    state,
    urgency: row.urgency,
    service: names.service(row.service_id),
    fromDesk: names.desk(row.from_desk),
    toDesk: names.desk(row.to_desk),
    need: need ?? null,
    personName: (origin && persons.get(origin.person_id)?.name) ?? null,
    madeAt: row.made_at,
    sentAt: row.sent_at,
    answerBy,
    startBy,
    overdue: overdue({ state, answerBy, startBy }, at.now),
  }
}

/** Referrals as lines of a list. */
export async function linesOf(at: At, rows: readonly ReferralRow[]): Promise<Line[]> {
  const ids = rows.map(({ id }) => id)
  const [names, origins, copies] = await Promise.all([namesOfNetwork(at), originsOf(at, ids), copiesOf(at, ids, 1)])
  const persons = await namesOfPersons(
    at,
    [...origins.values()].map((each) => each.person_id),
  )
  return rows.map((row) =>
    lineOf(at, row, { names, persons, origin: origins.get(row.id), first: copies.get(row.id) ?? {} }),
  )
}

/** A referral as far as this side may see it. */
export async function presentReferral(at: At, row: ReferralRow): Promise<Whole> {
  const [names, origins, copies, events, messages, nameOf] = await Promise.all([
    namesOfNetwork(at),
    originsOf(at, [row.id]),
    copiesOf(at, [row.id]),
    eventsOf(at, row.id),
    messagesOf(at, row.id),
    namesOfActors(at),
  ])
  const origin = origins.get(row.id)
  const persons = await namesOfPersons(at, origin ? [origin.person_id] : [])
  const copy = copies.get(row.id) ?? {}
  const side = sideOf(at, row)
  /** Of the other desk nobody is named. */
  const by = (desk: string, actor: string) => (desk === at.desk.id ? nameOf(actor) : null)
  const acts = TimelineAct.options
  return {
    ...lineOf(at, row, { names, persons, origin, first: copy }),
    version: row.version,
    deliveredAt: row.delivered_at,
    expiresAt: row.expires_at,
    reason: row.reason as Whole['reason'],
    outcome: row.outcome as Whole['outcome'],
    snapshot: side === 'sender' ? copy : seenByReceiver(copy, row.state),
    origin: origin
      ? {
          ...origin.said,
          scopes: origin.scopes as Scope[],
          urgency: row.urgency,
          caseId: origin.case_id,
          personId: origin.person_id,
        }
      : null,
    timeline: events
      .map((event) => ({
        act: TimelineAct.parse(event.act),
        at: event.at,
        desk: names.desk(event.by_desk),
        by: by(event.by_desk, event.actor),
      }))
      .sort((a, b) => (a.at === b.at ? acts.indexOf(a.act) - acts.indexOf(b.act) : a.at < b.at ? -1 : 1)),
    messages: messages.map((each) => ({
      id: each.id,
      act: each.act as Whole['messages'][number]['act'],
      at: each.at,
      desk: names.desk(each.from_desk),
      by: by(each.from_desk, each.by),
      text: each.text,
    })),
    can: actsOf(at, row),
  }
}

/** What this actor may do: the answer to a referral that has ended is nothing. */
function actsOf(at: At, row: ReferralRow): Whole['can'] {
  if (hasEnded(row.state) || !at.actor.grants.includes('referral.answer')) return []
  return mayDo(row, partyOf(sideOf(at, row), at.actor.grants.includes('referral.write')))
}
