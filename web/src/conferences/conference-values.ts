import { appointmentProblem } from '#model/appointments/rules.ts'
import type { CivilDate } from '#model/calendar.ts'
import type { Conference, Decision } from '#model/conferences/contract.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readTime } from '../ui/time.ts'

type TypedDecision = { text: string; who: string; due: string }

/** The form of a conference, as it is typed. `of`: which one is changed, and after which record; empty for a new one. */
export type Values = {
  of: string
  no: number
  state: 'called' | 'held'
  day: string
  time: string
  minutes: string
  place: string
  colleagues: string[]
  referrals: string[]
  agenda: string
  record: string
  decisions: TypedDecision[]
}

export const emptyDecision: TypedDecision = { text: '', who: '', due: '' }

export const newConference = (me: string): Values => ({
  ...{ of: '', no: 0, state: 'called', day: '', time: '', minutes: '60', place: '', colleagues: [me], referrals: [] },
  ...{ agenda: '', record: '', decisions: [] },
})

export const valuesOf = (row: Conference, state: Values['state']): Values => ({
  ...{ of: row.id, no: row.no, state, day: typed(row.day), time: row.time, minutes: String(row.minutes) },
  ...{ place: row.place, colleagues: row.colleagues.map(({ accountId }) => accountId) },
  referrals: row.desks.map(({ referral }) => referral),
  ...{ agenda: row.agenda, record: row.record },
  decisions: row.decisions.map(({ text, who, due }) => ({ text, who, due: due ? typed(due) : '' })),
})

type Body = {
  day: CivilDate
  time: string
  minutes: number
  place: string
  colleagues: string[]
  referrals: string[]
  agenda: string
  record: string
  decisions: Decision[]
}

/** What was typed as the server takes it, or by field what is wrong with it. A decision without words is none. */
export function readConference(values: Values): Read<Body> {
  const wrong: Record<string, string> = {}
  const day = readDate(values.day)
  const time = readTime(values.time)
  if (!values.day.trim()) wrong.day = 'field.missing'
  else if (!day.ok) wrong.day = `field.${day.reason}`
  if (time === null) wrong.time = 'field.missing'
  if (time === undefined) wrong.time = 'field.time'
  const decisions: Decision[] = []
  for (const [no, { text, who, due }] of values.decisions.entries()) {
    const by = readDate(due)
    if (due.trim() && !by.ok) wrong[`due-${no}`] = `field.${by.reason}`
    if (text.trim().length < 2 && (who.trim() || due.trim())) wrong[`text-${no}`] = 'field.missing'
    if (text.trim().length >= 2) decisions.push({ text, who, due: due.trim() && by.ok ? (by.date as CivilDate) : null })
  }
  if (Object.keys(wrong).length > 0 || !day.ok || !time) return { ok: false, wrong }
  const when = { day: day.date as CivilDate, time, minutes: Number(values.minutes), place: values.place.trim() }
  const { colleagues, referrals, agenda, record } = values
  const facts = {
    ...when,
    colleagues,
    kind: 'conference',
    room: null,
    mediator: null,
    language: null,
    text: '',
  } as const
  const problem = appointmentProblem({ ...facts, colleagues }, todayHere())
  if (problem) return { ok: false, wrong: { [problem.field]: `agenda.wrong.${problem.code}` } }
  if (values.state === 'held' && when.day > todayHere())
    return { ok: false, wrong: { day: 'conferences.wrong.date-future' } }
  return { ok: true, body: { ...when, colleagues, referrals, agenda, record, decisions } }
}
