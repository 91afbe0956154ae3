import type { DocumentState } from '#model/codes/document-states.ts'
import type { DocumentFact, NewDocumentFact } from '#model/documents/contract.ts'
import { mayExpire } from '#model/documents/rules.ts'
import { readDate, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** The form of a document, as it is typed, and after which record it was begun. */
export type DocumentValues = {
  no: number
  state: NewDocumentFact['state']
  expiresOn: string
  number: string
  note: string
}

export const valuesOf = (latest: DocumentFact | undefined): DocumentValues => ({
  no: latest?.no ?? 0,
  state: latest?.state ?? 'not_asked',
  expiresOn: latest?.expiresOn ? typed(latest.expiresOn) : '',
  number: latest?.number ?? '',
  note: '',
})

/** A number is known also of what was asked for. */
export const hasNumber = (state: string): boolean => mayExpire(state) || state === 'requested'

/** What no longer fits the state is not sent: the field was not on the screen. */
export function readDocument({ no, state, expiresOn, number, note }: DocumentValues): Read<NewDocumentFact> {
  const day = expiresOn.trim() && mayExpire(state) ? readDate(expiresOn) : null
  if (day && !day.ok) return { ok: false, wrong: { expiresOn: `field.${day.reason}` } }
  const said = { no, state, note, number: hasNumber(state) ? number : '' }
  return { ok: true, body: { ...said, expiresOn: day ? (day.date as NewDocumentFact['expiresOn']) : null } }
}

/** A state that is changed by a key: number and last day stay as far as they still say something. */
export function stateAlone(
  latest: DocumentFact | undefined,
  state: DocumentState | NewDocumentFact['state'],
  today: string,
): NewDocumentFact {
  const ends = latest?.expiresOn ?? null
  return {
    no: latest?.no ?? 0,
    state,
    // What is held anew after its last day has another one, which nobody has said yet.
    expiresOn: mayExpire(state) && ends !== null && (state !== 'held' || ends >= today) ? ends : null,
    number: hasNumber(state) ? (latest?.number ?? '') : '',
    note: '',
  }
}
