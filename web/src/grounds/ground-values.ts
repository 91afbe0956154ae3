import type { z } from 'zod'
import type { CivilDate } from '#model/calendar.ts'
import { GroundFields, NoticeKey } from '#model/grounds/contract.ts'
import { groundProblems } from '#model/grounds/rules.ts'
import { isSigned, type NewSignature, signatureProblem } from '#model/grounds/signature.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** The form of an entry of the ledger, as it is typed. */
export type GroundValues = {
  kind: string
  special: string
  purpose: string
  recipient: string
  body: string
  outside: string
  scopes: string[]
  /** Kind, version and language of the text that was read, or nothing. */
  notice: string
  how: string
  present: string
  task: string
  fromDay: string
  untilDay: string
}

export const emptyGround = (): GroundValues => ({
  kind: '',
  special: '',
  purpose: 'care',
  recipient: 'own-desk',
  body: '',
  outside: '',
  scopes: [],
  notice: '',
  how: '',
  present: '',
  task: '',
  fromDay: typed(todayHere()),
  untilDay: '',
})

/** A ground that a referral lacks: to which body and which data it has to cover. */
export type WantedGround = { referral: string; body: string; scopes: readonly string[] }

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The ground that a referral waits for: the form begins with it, and leads back to the referral. */
    ground?: WantedGround
  }
}

export const groundFor = ({ body, scopes }: WantedGround): GroundValues => ({
  ...emptyGround(),
  purpose: 'referral',
  recipient: 'body',
  body,
  scopes: [...scopes],
})

/** Whether what was typed before is for the same giving. */
export const isFor = (wanted: WantedGround, values: GroundValues): boolean =>
  values.purpose === 'referral' &&
  values.body === wanted.body &&
  wanted.scopes.every((scope) => values.scopes.includes(scope))

export const noticeValue = ({ kind, version, language }: NoticeKey): string => `${kind}|${version}|${language}`

function noticeOf(value: string): NoticeKey | null {
  const [kind, version, language] = value.split('|')
  const read = NoticeKey.safeParse({ kind, version: Number(version), language })
  return read.success ? read.data : null
}

const messages: Record<string, string> = {
  missing: 'field.missing',
  'date-future': 'field.future',
  'ends-before': 'ui.period-reversed',
  'does-not-fit': 'grounds.special-unfit',
}

type NewGround = z.input<typeof GroundFields> & { signature: NewSignature | null }

/** The body of a call, or by field what is missing: the same rule that the server goes by. */
export function readGround(values: GroundValues, drawn: NewSignature | null = null): Read<NewGround> {
  const from = readDate(values.fromDay)
  const until = values.untilDay.trim() ? readDate(values.untilDay) : null
  const wrong: Record<string, string> = {}
  if (!values.kind) wrong.kind = 'field.missing'
  if (values.scopes.length === 0) wrong.scopes = 'field.missing'
  if (!from.ok) wrong.fromDay = `ui.date.${from.reason}`
  if (until && !until.ok) wrong.untilDay = `ui.date.${until.reason}`
  if (Object.keys(wrong).length > 0 || !from.ok) return { ok: false, wrong }
  const body = GroundFields.parse({
    ...values,
    special: values.special || null,
    body: values.recipient === 'body' && values.body ? values.body : null,
    outside: values.recipient === 'outside' ? values.outside : '',
    notice: noticeOf(values.notice),
    how: values.how || null,
    fromDay: from.date,
    untilDay: until?.ok ? until.date : null,
  })
  const signature = isSigned(body.how) ? drawn : null
  for (const { field, code } of groundProblems(body, todayHere() as CivilDate))
    wrong[field] = messages[code] ?? 'field.invalid'
  if (signatureProblem(body.how, signature)) wrong.signature = 'grounds.signature-missing'
  return Object.keys(wrong).length === 0 ? { ok: true, body: { ...body, signature } } : { ok: false, wrong }
}
