import type { Profile } from '#model/codes/profiles.ts'
import { MOST_FACTS } from '#model/pathway/contract.ts'
import { goalProblem } from '#model/pathway/rules.ts'
import {
  agreeGoals,
  listTemplates,
  MOST_VERSIONS,
  type NewGoals,
  type TemplateGoal,
  writeTemplate,
} from '#model/pathway/template-contract.ts'
import { touchedCase } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { addGoal } from './asks.ts'
import { pathwayOf } from './present.ts'
import { countOfCase } from './store.ts'
import { insertVersion, versionsOf } from './template-store.ts'

async function templates(at: At) {
  const [versions, nameOf] = await Promise.all([versionsOf(at), namesOfActors(at)])
  const rows = [...Map.groupBy(versions, ({ profile }) => profile)].map(([profile, all]) => ({
    profile,
    versions: all.map(({ profile: _, by, goals, ...version }) => ({
      ...version,
      by: nameOf(by),
      goals: goals?.slice() ?? null,
    })),
  }))
  return { rows, can: at.actor.grants.includes('template.write') ? (['write'] as const).slice() : [] }
}

/** What was agreed out of a template, in an open case, all of it or nothing. */
async function agreed(at: At, caseId: string, { id: _, agreedOn, goals }: NewGoals): Promise<void> {
  const kase = await touchedCase(at, caseId)
  if (!kase) throw notFound()
  if (!kase.mayWrite) throw notPossible('case-closed')
  const records = goals.length + goals.reduce((sum, { steps }) => sum + steps.length, 0)
  if ((await countOfCase(at, caseId)) + records > MOST_FACTS) throw notPossible('pathway-full')
  for (const [place, { id, steps, ...said }] of goals.entries()) {
    const goal = { ...said, agreedOn, state: 'open' as const, since: null, why: '', discreet: false }
    const wrong = goalProblem(goal, at.today)
    if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
    const all = steps.map((step) => ({
      ...step,
      account: step.owner === 'member' ? at.actor.accountId : null,
      ...{ other: '', state: 'open' as const, doneOn: null, discreet: false },
    }))
    // An id that stands somewhere already would be passed over in silence.
    if (!(await addGoal(at, caseId, { id, ...goal }, all)))
      throw invalid({ pointer: `/goals/${place}/id`, code: 'does-not-fit' })
  }
}

type Sent = { no: number; goals: readonly TemplateGoal[] | null }
type Held = readonly { profile: Profile; versions: readonly Sent[] }[]

/** Whether the very version that is sent stands there and holds: it was written, and no answer came. */
function isThere(rows: Held, profile: Profile, { no, goals }: Sent): boolean {
  const latest = rows.find((row) => row.profile === profile)?.versions[0]
  return latest?.no === no + 1 && JSON.stringify(latest.goals) === JSON.stringify(goals)
}

export const templateRoutes: Route[] = [
  route(listTemplates, templates),
  route(writeTemplate, async (at, { params, body }) => {
    if (body.no >= MOST_VERSIONS) throw notPossible('template-full')
    const isNew = await insertVersion(at, params.profile, body.no, { goals: body.goals })
    const now = await templates(at)
    if (!isNew && !isThere(now.rows, params.profile, body)) throw movedOn(now)
    return now
  }),
  route(agreeGoals, async (at, { params, body }) => {
    const current = () => pathwayOf(at, params.case)
    if (await at.firstTime(body.id, { case: params.case, ...body }, current)) await agreed(at, params.case, body)
    return current()
  }),
]
