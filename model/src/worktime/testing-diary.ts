import type { CivilDate } from '../calendar.ts'
import type { Turn } from './contract.ts'
import { type DiaryDay, diaryOf, type Said } from './diary.ts'

/** Entries and diaries in few words, for the tests. */

const weekday: Record<string, number[]> = {
  'mon-fri': [1, 2, 3, 4, 5],
  'mon-sat': [1, 2, 3, 4, 5, 6],
  sun: [7],
  sat: [6],
  all: [1, 2, 3, 4, 5, 6, 7],
  none: [],
}
const daysOf = (name: string): number[] => weekday[name] ?? []

/** `'8:00-18:00/60'`: from eight to six with an hour of break; without the stroke it was not said. */
export function turn(text: string): Turn {
  const [times = '', pause] = text.split('/')
  const [start = '', end = ''] = times.split('-').map((time) => time.padStart(5, '0'))
  return { start, end, pause: pause === undefined ? null : Number(pause) }
}

let made = 0
/** From a day to a day, on which weekdays, at which times; of which it is said that they were free. */
export function said(from: string, until: string, worked: string, times: string, free = 'none'): Said {
  made += 1
  const turns = times ? times.split(' ').map(turn) : []
  return {
    id: String(made),
    from: from as CivilDate,
    until: until as CivilDate,
    worked: daysOf(worked),
    free: daysOf(free),
    turns,
    withdrawn: null,
  }
}

export const diary = (...entries: Said[]): DiaryDay[] => diaryOf(entries)
