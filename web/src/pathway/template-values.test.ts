import { expect, test } from 'vitest'
import type { CivilDate } from '#model/calendar.ts'
import { profiles } from '#model/codes/profiles.ts'
import { TemplateGoal } from '#model/pathway/template-contract.ts'
import { goalsFor, ownTemplates } from './own-templates.ts'
import { agreedOf, choose, newGoal, readTemplate, templateValues } from './template-values.ts'

test('every profile has a template in both languages, of the same goals and steps', () => {
  for (const { code } of profiles) {
    const [it, en] = [ownTemplates.it[code], ownTemplates.en[code]]
    for (const goal of [...it, ...en]) expect(TemplateGoal.parse(goal)).toEqual(goal)
    const shape = (goals: typeof it) =>
      goals.map(({ area, steps }) => [area, ...steps.map(({ owner, days }) => `${owner} ${days}`)])
    expect(shape(en)).toEqual(shape(it))
    expect(it.length).toBeGreaterThan(2)
  }
})

test('the last version of the desk holds, and after it was taken back the product’s', () => {
  const goals = [{ area: 'work' as const, text: 'Own', steps: [] }]
  const of = (versions: object[]) => ({ rows: [{ profile: 'exploited' as const, versions }] }) as never
  const version = (no: number, what: object | null) => ({ no, by: 'x', at: '', goals: what })
  expect(goalsFor('exploited', of([version(1, goals)]), 'it')).toEqual(goals)
  expect(goalsFor('newly-arrived', of([version(1, goals)]), 'it')).toBe(ownTemplates.it['newly-arrived'])
  expect(goalsFor('exploited', of([version(2, null), version(1, goals)]), 'en')).toBe(ownTemplates.en.exploited)
  expect(goalsFor('exploited', of([version(3, []), version(2, null)]), 'en')).toEqual([])
})

const goals = ownTemplates.it.exploited

test('a template is typed and read as it was; empty lines are passed over, what is half said is told', () => {
  const values = templateValues('exploited', 2, goals)
  expect(readTemplate(values)).toEqual({ ok: true, body: goals })
  expect(readTemplate({ ...values, goals: [...values.goals, newGoal()] })).toEqual({ ok: true, body: goals })
  const goal = newGoal()
  const step = { ...goal.steps[0], text: 'Say', days: 'soon' } as (typeof goal.steps)[number]
  expect(readTemplate({ ...values, goals: [{ ...goal, steps: [step] }] })).toEqual({
    ok: false,
    wrong: { [goal.key]: 'field.missing', [`${step.key}-days`]: 'pathway.template-wrong-days' },
  })
})

test('what was agreed are the goals and steps that were chosen, each day counted from the agreement', () => {
  let chosen = choose(goals, new Set(), '0')
  expect([...chosen]).toEqual(['0', '0.0', '0.1'])
  chosen = choose(goals, choose(goals, chosen, '0.1'), '1.2')
  expect([...chosen].sort()).toEqual(['0', '0.0', '1', '1.2'])
  const agreed = agreedOf(goals, chosen, '2026-01-31' as CivilDate)
  expect(agreed.map(({ area, steps }) => [area, ...steps.map(({ due }) => due)])).toEqual([
    ['protection', '2026-02-01'],
    ['legal', '2026-02-14'],
  ])
  expect([...choose(goals, chosen, '0')].sort()).toEqual(['1', '1.2'])
})
