import { today } from '#model/calendar.ts'
import { type Happened, happened, inOneLine } from '#model/timeline/happened.ts'
import type { HoursEntry, NewHours } from '#model/worktime/contract.ts'
import type { At } from '../platform/door.ts'
import { hoursOfCases, insertHours, linesOfCase } from './store.ts'

/** The diaries of some cases, with what was taken back. */
export const diariesOfCases = (at: At, cases: readonly string[]): Promise<HoursEntry[]> => hoursOfCases(at, cases)

/** Writes working hours on somebody's behalf (demonstration data). */
export const addHours = (at: At, caseId: string, hours: NewHours): Promise<void> => insertHours(at, caseId, hours)

/** When working hours were written down, and by whom. */
export const hoursHappened = async (at: At, caseId: string): Promise<Happened[]> =>
  inOneLine(
    (await linesOfCase(at, caseId)).map(({ id, by, at: when }) =>
      happened({ kind: 'hours', act: 'written', key: id, thing: caseId, day: today(when), at: when, actor: by }),
    ),
  )
