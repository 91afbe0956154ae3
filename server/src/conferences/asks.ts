import type { At } from '../platform/door.ts'
import { conferencesOfCases } from './store.ts'

/** What was noted of the conferences about some cases: what was to be talked about, what was said and decided. */
export const conferenceNotesOf = async (at: At, cases: readonly string[]): Promise<{ notes: string[]; at: string }[]> =>
  (await conferencesOfCases(at, cases)).map(({ agenda, record, decisions, at: when }) => ({
    notes: [agenda, record, ...decisions.map(({ text, who }) => [text, who].filter(Boolean).join(': '))].filter(
      Boolean,
    ),
    at: when,
  }))
