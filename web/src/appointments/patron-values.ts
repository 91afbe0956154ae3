import { YearlyDay } from '#model/holidays.ts'

/** A day of every year as people type it: `7/12`. Nothing where it is none. */
export function readYearlyDay(text: string): YearlyDay | undefined {
  const [, day = '', month = ''] = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*$/.exec(text) ?? []
  return YearlyDay.safeParse(`${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data
}

/** And back: `12-07` → `7/12`. */
export const typedYearlyDay = (day: YearlyDay): string => day.split('-').reverse().map(Number).join('/')
