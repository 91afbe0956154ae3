import type { z } from 'zod'
import type { NewsKind, Scope, Snapshot } from '#model/referrals/contract.ts'
import { type Referral, type ReferralLine, TimelineAct } from '#model/referrals/contract-shown.ts'
import { mayBeReplaced } from '#model/referrals/moves.ts'
import { hasEnded, mayDo, overdue, partyOf } from '#model/referrals/rules.ts'
import { isHidden, seenByReceiver } from '#model/referrals/scopes.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { isWords, newsOf } from './news.ts'
import { copiesOf, isMessage, messagesOf, type Origin, originsOf } from './sealed.ts'
import { type Names, namesOfNetwork } from './services.ts'
import { isMute } from './still-covered.ts'
import {
  eventsOf,
  isCaseOpen,
  isLink,
  ownCaseOf,
  type ReferralRow,
  sideOf,
  standingOf,
  successorOf,
  unlinkedOf,
} from './store.ts'

type Line = z.input<typeof ReferralLine>
type Whole = z.input<typeof Referral>
type Beside = {
  names: Names
  persons: Map<string, { name: string }>
  origin: Origin | undefined
  /** What lies here of what travelled. */
  copy: Snapshot
  news: readonly { kind: NewsKind }[] | undefined
  unlinked: boolean
}

function lineOf(at: At, row: ReferralRow, { names, persons, origin, copy, news, unlinked }: Beside): Line {
  const side = sideOf(at, row)
  const came = seenByReceiver(copy, row)
  const own = origin && persons.get(origin.person_id)?.name
  const { state, answer_by: answerBy, start_by: startBy } = row
  return {
    id: row.id,
    side,
    state,
    kind: row.kind,
    urgency: row.urgency,
    service: names.service(row.service_id),
    fromDesk: names.desk(row.from_desk),
    toDesk: names.receiver(row),
    need: (side === 'sender' ? origin?.said.need : came.need) ?? null,
    personName: (side === 'sender' ? own : came.name) ?? null,
    // Of what was not begun something always lies here; an erasure alone leaves nothing.
    personErased: side === 'sender' ? origin === undefined : Object.keys(copy).length === 0,
    madeAt: row.made_at,
    sentAt: row.sent_at,
    answerBy,
    startBy,
    overdue: overdue({ state, answerBy, startBy }, at.now),
    unlinked,
    // Of what is not read here any more the step alone is told.
    news: kindsOf(news ?? []).filter((kind) => side === 'sender' || !isHidden(row) || !isWords(kind)),
  }
}

const kindsOf = (news: readonly { kind: NewsKind }[]) => news.map(({ kind }) => kind)

/** Referrals as lines of a list. */
export async function linesOf(at: At, rows: readonly ReferralRow[]): Promise<Line[]> {
  const ids = rows.map(({ id }) => id)
  const [names, origins, copies, news, unlinked] = await Promise.all([
    namesOfNetwork(at),
    originsOf(at, ids),
    copiesOf(at, ids),
    newsOf(at, ids),
    unlinkedOf(at, ids),
  ])
  const persons = await namesOfPersons(
    at,
    [...origins.values()].map((each) => each.person_id),
  )
  return rows.map((row) =>
    lineOf(at, row, {
      names,
      persons,
      origin: origins.get(row.id),
      copy: copies.get(row.id) ?? {},
      news: news.get(row.id),
      unlinked: unlinked.has(row.id),
    }),
  )
}

/** A referral as far as this side may see it. */
export async function presentReferral(at: At, row: ReferralRow): Promise<Whole> {
  const [names, origins, copies, events, messages, nameOf, ownCase, next, allNews, unlinked] = await Promise.all([
    namesOfNetwork(at),
    originsOf(at, [row.id]),
    copiesOf(at, [row.id]),
    eventsOf(at, row.id),
    messagesOf(at, row.id),
    namesOfActors(at),
    ownCaseOf(at, row),
    successorOf(at, row.id),
    newsOf(at, [row.id]),
    unlinkedOf(at, [row.id]),
  ])
  const origin = origins.get(row.id)
  const persons = await namesOfPersons(at, origin ? [origin.person_id] : [])
  const copy = copies.get(row.id) ?? {}
  const news = allNews.get(row.id)
  const side = sideOf(at, row)
  const mute = await isMute(at, row, events)
  /** Of the other side nobody is named. */
  const by = (desk: string, actor: string) => (desk === at.desk.id && !isLink(actor) ? nameOf(actor) : null)
  const deskOf = (desk: string, actor: string) => (isLink(actor) ? names.receiver(row) : names.desk(desk))
  const acts = TimelineAct.options
  // What came before the delivery is not read here: when it was sent, the referral itself says.
  const sending =
    side === 'receiver' && row.sent_at && !events.some(({ act }) => act === 'send')
      ? [{ act: 'send', at: row.sent_at, by_desk: row.from_desk, actor: '' }]
      : []
  /** What was written about a person goes with the rest; one's own words stay. */
  const reads = (message: { from_desk: string }) =>
    side === 'sender' || message.from_desk === at.desk.id || !isHidden(row)
  return {
    ...lineOf(at, row, { names, persons, origin, copy, news, unlinked: unlinked.has(row.id) }),
    version: row.version,
    newsAt: news?.at(-1)?.at ?? null,
    deliveredAt: row.delivered_at,
    expiresAt: row.expires_at,
    reason: row.reason as Whole['reason'],
    outcome: row.outcome as Whole['outcome'],
    snapshot: side === 'sender' ? copy : seenByReceiver(copy, row),
    ownCase: ownCase ?? origin?.case_id ?? null,
    origin: origin
      ? {
          ...origin.said,
          scopes: origin.scopes as Scope[],
          kind: row.kind,
          urgency: row.urgency,
          caseId: origin.case_id,
          personId: origin.person_id,
        }
      : null,
    insteadOf: origin?.instead_of ?? null,
    movedTo: next ? { id: next.id, service: names.service(next.service_id).name } : null,
    replaceable: next === undefined && origin !== undefined && (await isReplaceable(at, row, origin)),
    timeline: [...sending, ...events]
      .map((event) => ({
        act: TimelineAct.parse(event.act),
        at: event.at,
        desk: deskOf(event.by_desk, event.actor),
        by: by(event.by_desk, event.actor),
      }))
      .sort((a, b) => (a.at === b.at ? acts.indexOf(a.act) - acts.indexOf(b.act) : a.at < b.at ? -1 : 1)),
    messages: messages
      .filter((each) => isMessage(each) && reads(each))
      .map((each) => ({
        id: each.id,
        act: each.act as Whole['messages'][number]['act'],
        at: each.at,
        desk: deskOf(each.from_desk, each.by),
        by: by(each.from_desk, each.by),
        text: each.text,
      })),
    can: actsOf(at, row).filter((act) => act !== 'message' || !mute),
  }
}

/** Whether this actor may write another one in the place of a referral of this desk. */
async function isReplaceable(at: At, row: ReferralRow, origin: Origin): Promise<boolean> {
  if (!at.actor.grants.includes('referral.write')) return false
  if (!mayBeReplaced({ state: row.state, reason: row.reason, sentAt: row.sent_at })) return false
  return isCaseOpen(at, origin.case_id)
}

/** What this actor may do: the answer to a referral that has ended is nothing. */
function actsOf(at: At, row: ReferralRow): Whole['can'] {
  if (hasEnded(row.state) || !at.actor.grants.includes('referral.answer')) return []
  return mayDo(standingOf(row), partyOf(sideOf(at, row), at.actor.grants.includes('referral.write')), at.now)
}
