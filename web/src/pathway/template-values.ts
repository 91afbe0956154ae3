import { v7 } from 'uuid'
import { addDays, type CivilDate } from '#model/calendar.ts'
import type { Need } from '#model/codes/needs.ts'
import type { NewGoals, TemplateGoal, TemplateOwner } from '#model/pathway/template-contract.ts'
import type { Read } from '../ui/form.ts'

/** A template as it is typed. Steps and goals have keys, so that a line that is taken away takes its own field with it. */
export type StepRow = { key: string; text: string; owner: TemplateOwner; days: string }
export type GoalRow = { key: string; area: Need; text: string; steps: StepRow[] }
export type TemplateValues = { profile: string; no: number; goals: GoalRow[] }

export const newStep = (): StepRow => ({ key: v7(), text: '', owner: 'member', days: '' })
export const newGoal = (): GoalRow => ({ key: v7(), area: 'work', text: '', steps: [newStep()] })

export const templateValues = (profile: string, no: number, goals: readonly TemplateGoal[]): TemplateValues => ({
  profile,
  no,
  goals: goals.map(({ steps, ...goal }) => ({
    ...goal,
    key: v7(),
    steps: steps.map(({ days, ...step }) => ({ ...step, key: v7(), days: days === null ? '' : String(days) })),
  })),
})

/** What is typed as a version; lines without words are passed over, what is half said is told by its key. */
export function readTemplate({ goals }: TemplateValues): Read<TemplateGoal[]> {
  const wrong: Record<string, string> = {}
  const read = goals.flatMap(({ key, area, text, steps }) => {
    const said = steps.filter((step) => step.text.trim() !== '')
    if (text.trim() === '' && said.length === 0) return []
    if (text.trim() === '') wrong[key] = 'field.missing'
    return [
      {
        area,
        text: text.trim(),
        steps: said.map((step) => {
          const days = step.days.trim()
          if (days !== '' && !/^\d{1,3}$/.test(days)) wrong[`${step.key}-days`] = 'pathway.template-wrong-days'
          return { text: step.text.trim(), owner: step.owner, days: days === '' ? null : Number(days) }
        }),
      },
    ]
  })
  return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body: read }
}

/** Out of a template what was agreed: which goals and steps, by their places; each day counts from the agreement. */
export const agreedOf = (
  goals: readonly TemplateGoal[],
  chosen: ReadonlySet<string>,
  agreedOn: CivilDate,
): NewGoals['goals'] =>
  goals.flatMap(({ area, text, steps }, place) =>
    chosen.has(String(place))
      ? [
          {
            ...{ id: v7(), area, text },
            steps: steps.flatMap(({ text: said, owner, days }, no) =>
              chosen.has(`${place}.${no}`)
                ? [{ id: v7(), text: said, owner, due: days === null ? null : addDays(agreedOn, days) }]
                : [],
            ),
          },
        ]
      : [],
  )

/** A goal that is chosen brings its steps; one that is not takes them along; a step that is chosen brings its goal. */
export function choose(goals: readonly TemplateGoal[], chosen: ReadonlySet<string>, what: string): Set<string> {
  const next = new Set(chosen)
  const [place = '', no] = what.split('.')
  const steps = goals[Number(place)]?.steps.map((_, at) => `${place}.${at}`) ?? []
  if (no === undefined) for (const each of [place, ...steps]) chosen.has(place) ? next.delete(each) : next.add(each)
  else if (chosen.has(what)) next.delete(what)
  else next.add(what).add(place)
  return next
}
