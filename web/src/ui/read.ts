import type { PartialDate } from '#model/calendar.ts'
import { readDate, typed } from './DateField.tsx'
import type { Read } from './form.ts'

/** A date as people type it; nothing where there is none. */
export const dateOf = (date: PartialDate | null | undefined) => (date ? typed(date) : '')

export type Wrong = Record<string, string>

/** What a rule of the model says of a field, as the key of its text. */
export const sayOf = (problem: { field: string; code: string } | null): Wrong =>
  problem ? { [problem.field]: problem.code === 'does-not-fit' ? 'field.invalid' : `field.${problem.code}` } : {}

/** Of these fields those that stand empty. */
export const missing = <F extends string>(values: Record<F, unknown>, fields: readonly F[]): Wrong =>
  Object.fromEntries(fields.filter((field) => values[field] === '').map((field) => [field, 'field.missing']))

/** A day, a month or a year as it was typed; none is no answer and no fault. */
export function readWhen(field: string, text: string): { date: PartialDate | null; wrong: Wrong } {
  const read = text.trim() ? readDate(text, true) : null
  if (!read) return { date: null, wrong: {} }
  return read.ok
    ? { date: read.date as PartialDate, wrong: {} }
    : { date: null, wrong: { [field]: `field.${read.reason}` } }
}

/** The body, unless something is wrong with it. */
export const answer = <B>(body: B, wrong: Wrong): Read<B> =>
  Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body }
