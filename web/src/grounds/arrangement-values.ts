import type { z } from 'zod'
import { arrangementProblems } from '#model/grounds/arrangements.ts'
import { ArrangementFields } from '#model/grounds/contract.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** The form of an arrangement, as it is typed. */
export type ArrangementValues = {
  kind: string
  from: string[]
  to: string[]
  purposes: string[]
  basis: string
  reference: string
  essence: string
  fromDay: string
  untilDay: string
}

/** A body to which referrals cannot be sent until something is arranged with it. */
export type WantedArrangement = { body: string }

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The arrangement that referrals wait for: the form begins with it. */
    arrangement?: WantedArrangement
  }
}

export const arrangementFor = (own: string | undefined, { body }: WantedArrangement): ArrangementValues => ({
  ...emptyArrangement(own),
  to: [body],
  purposes: ['referral'],
})

/** Whether what was typed before is with the same body. */
export const isWith = ({ body }: WantedArrangement, { from, to }: ArrangementValues): boolean =>
  from.includes(body) || to.includes(body)

export const emptyArrangement = (own: string | undefined): ArrangementValues => ({
  kind: 'autonomous',
  from: own ? [own] : [],
  to: [],
  purposes: [],
  basis: '',
  reference: '',
  essence: '',
  fromDay: typed(todayHere()),
  untilDay: '',
})

const messages: Record<string, string> = {
  missing: 'field.missing',
  'ends-before': 'ui.period-reversed',
  twice: 'grounds.body-twice',
  'own-body': 'grounds.own-body-needed',
  'two-bodies': 'grounds.two-bodies-needed',
}

/** The body of a call, or by field what is wrong: the same rule that the server goes by. */
export function readArrangement(values: ArrangementValues, own: string): Read<z.input<typeof ArrangementFields>> {
  const from = readDate(values.fromDay)
  const until = values.untilDay.trim() ? readDate(values.untilDay) : null
  const wrong: Record<string, string> = {}
  for (const field of ['from', 'purposes'] as const) if (values[field].length === 0) wrong[field] = 'field.missing'
  if (!values.reference.trim()) wrong.reference = 'field.missing'
  if (!from.ok) wrong.fromDay = `ui.date.${from.reason}`
  if (until && !until.ok) wrong.untilDay = `ui.date.${until.reason}`
  if (Object.keys(wrong).length > 0 || !from.ok) return { ok: false, wrong }
  const body = ArrangementFields.parse({
    ...values,
    to: values.kind === 'joint' ? [] : values.to,
    basis: values.kind === 'autonomous' && values.basis ? values.basis : null,
    fromDay: from.date,
    untilDay: until?.ok ? until.date : null,
  })
  const problems = arrangementProblems(body, own)
  if (problems.length === 0) return { ok: true, body }
  return {
    ok: false,
    wrong: Object.fromEntries(problems.map(({ field, code }) => [field, messages[code] ?? 'field.invalid'])),
  }
}
