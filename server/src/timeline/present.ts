import type { z } from 'zod'
import { type CaseTimeline, MOST_HAPPENINGS } from '#model/timeline/contract.ts'
import type { Happened } from '#model/timeline/happened.ts'
import { lookAfter } from '#model/timeline/rules.ts'
import { appointmentsHappened } from '../appointments/asks.ts'
import { caseBrief, entriesSince } from '../cases/asks.ts'
import { documentsHappened } from '../documents/asks.ts'
import { filesHappened } from '../files/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { intakeHappened } from '../intake/asks.ts'
import { lettersHappened } from '../letters/asks.ts'
import { notesSince } from '../notes/asks.ts'
import { pathwayHappened } from '../pathway/asks.ts'
import { tiesHappened } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { answersHappened } from '../questions/asks.ts'
import { referralsHappened, referralsOfCase } from '../referrals/asks.ts'
import { tasksHappened } from '../tasks/asks.ts'
import { approvalsHappened } from '../team/asks.ts'
import { hoursHappened } from '../worktime/asks.ts'
import { pressingIn } from './pressing.ts'
import { lookOf } from './store.ts'

const latestFirst = (one: Happened, other: Happened): number => {
  const [a, b] = [`${one.day} ${one.at} ${one.id}`, `${other.day} ${other.at} ${other.id}`]
  return a < b ? 1 : -1
}

/** What happened in the parts of a case that this actor sees. Whoever cannot see the case finds nothing. */
export async function timelineIn(at: At, caseId: string): Promise<z.input<typeof CaseTimeline>> {
  const [kase, before] = await Promise.all([caseBrief(at, caseId), lookOf(at, caseId)])
  if (!kase) throw notFound()
  const { since } = lookAfter(before, at.now)
  const referrals = await referralsOfCase(at, caseId)
  const [pressing, written, noted, nameOf, ...parts] = await Promise.all([
    pressingIn(at, caseId, kase, referrals),
    since ? entriesSince(at, caseId, since) : [],
    since ? notesSince(at, caseId, since) : [],
    namesOfActors(at),
    appointmentsHappened(at, caseId),
    tasksHappened(at, caseId),
    pathwayHappened(at, caseId),
    documentsHappened(at, kase.personId),
    filesHappened(at, caseId),
    referralsHappened(at, referrals),
    intakeHappened(at, caseId),
    hoursHappened(at, caseId),
    lettersHappened(at, caseId),
    answersHappened(at, caseId),
    tiesHappened(at, kase.personId),
    approvalsHappened(at, caseId),
  ])
  const all = parts.flat().sort(latestFirst)
  const shown = all.slice(0, MOST_HAPPENINGS)
  const isNew = ({ at: when, actor }: Happened) => since !== null && when > since && actor !== at.actor.name
  return {
    at: at.now,
    happenings: shown.map(({ actor, ...line }) => ({ ...line, by: nameOf(actor) })),
    older: all.length - shown.length,
    ...pressing,
    since,
    fresh: [...written, ...noted, ...shown.filter(isNew).map(({ id }) => id)],
  }
}
