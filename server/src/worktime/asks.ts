import type { HoursEntry, NewHours } from '#model/worktime/contract.ts'
import type { At } from '../platform/door.ts'
import { hoursOfCases, insertHours } from './store.ts'

/** The diaries of some cases, with what was taken back. */
export const diariesOfCases = (at: At, cases: readonly string[]): Promise<HoursEntry[]> => hoursOfCases(at, cases)

/** Writes working hours on somebody's behalf (demonstration data). */
export const addHours = (at: At, caseId: string, hours: NewHours): Promise<void> => insertHours(at, caseId, hours)
