import { type CivilDate, instantAt, millisecondsOf, today } from '#model/calendar.ts'
import type { ReferralBrief } from '#model/referrals/contract.ts'
import { MOST_PRESSING, type Pressing } from '#model/timeline/contract.ts'
import { byPressing, isLateToApprove, isNear } from '#model/timeline/rules.ts'
import { plannedIn } from '../appointments/asks.ts'
import type { CaseBrief } from '../cases/asks.ts'
import { endingDocuments, withheldDocuments } from '../documents/asks.ts'
import { knowsOfPapers } from '../intake/asks.ts'
import { dueInCase } from '../pathway/asks.ts'
import type { At } from '../platform/door.ts'
import { openTasksOf } from '../tasks/asks.ts'
import { approvalsWaiting } from '../team/asks.ts'

const nothing: Omit<Pressing, 'kind' | 'thing'> = { what: '', code: '', day: null, time: '', late: false }

/** What is overdue or near in a case, whoever has it to do; of a closed one what is to be asked after its closing. */
export async function pressingIn(
  at: At,
  caseId: string,
  { personId, closedOn }: CaseBrief,
  referrals: readonly ReferralBrief[],
): Promise<{ pressing: Pressing[]; pressingTotal: number }> {
  const { today: now } = at
  const [tasks, due, documents, withheld, planned, approvals] = await Promise.all([
    at.actor.grants.includes('task.read') ? openTasksOf(at, caseId) : { rows: [] },
    dueInCase(at, caseId, closedOn),
    closedOn === null ? endingDocuments(at, personId) : [],
    closedOn === null ? withheldDocuments(at, personId) : [],
    plannedIn(at, caseId),
    approvalsWaiting(at, caseId),
  ])
  const dated = (
    kind: 'task' | 'step' | 'review',
    day: CivilDate | null,
    row: Pick<Pressing, 'thing' | 'what'>,
  ): Pressing[] => (day && isNear(kind, day, now) ? [{ ...nothing, kind, ...row, day, late: day < now }] : [])
  const found: Pressing[] = [
    ...tasks.rows.flatMap(({ id, text, day }) => dated('task', day as CivilDate | null, { thing: id, what: text })),
    ...due.flatMap(({ what, due: day, id, text }): Pressing[] =>
      what === 'follow-up'
        ? [{ ...nothing, kind: 'follow-up', thing: caseId, day, late: day < now }]
        : dated(what, day, { thing: id, what: text }),
    ),
    ...documents.map(
      ({ document, expiresOn: day }): Pressing => ({
        ...{ ...nothing, kind: 'document', thing: personId, code: document, day, late: day < now },
      }),
    ),
    // What is withheld may be a sign: until somebody looked at it among the signs.
    ...(withheld.length === 0 || (await knowsOfPapers(at, caseId))
      ? []
      : withheld.map((document): Pressing => ({ ...nothing, kind: 'withheld', thing: personId, code: document }))),
    // Whoever came, or did not come, to one that is over was not written down.
    ...planned.flatMap(({ id, day, time, minutes, kind }) => {
      const late = millisecondsOf(instantAt(day, time)) + minutes * 60_000 < millisecondsOf(at.now)
      return isNear('appointment', day, now)
        ? [{ ...nothing, kind: 'appointment' as const, thing: id, code: kind, day, time, late }]
        : []
    }),
    ...referrals.flatMap(({ id, service, overdue, sentAt }) =>
      overdue === null
        ? []
        : [
            {
              ...{ ...nothing, kind: 'referral' as const, thing: id, what: service, late: true },
              day: sentAt ? today(sentAt) : null,
            },
          ],
    ),
    ...approvals.flatMap(({ act, service, at: asked }) =>
      isLateToApprove(today(asked), now)
        ? [
            {
              ...nothing,
              kind: 'approval' as const,
              thing: caseId,
              code: act,
              what: service,
              day: today(asked),
              late: true,
            },
          ]
        : [],
    ),
  ]
  return { pressing: found.sort(byPressing).slice(0, MOST_PRESSING), pressingTotal: found.length }
}
