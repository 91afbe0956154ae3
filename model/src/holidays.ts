import { z } from 'zod'
import { addDays, CivilDate, yearOf } from './calendar.ts'

/** A day of every year, 'MM-DD'. */
export const YearlyDay = z
  .string()
  .max(5, 'not-a-date')
  .refine((text) => CivilDate.safeParse(`2024-${text}`).success, 'not-a-date')
  .brand('YearlyDay')
export type YearlyDay = z.infer<typeof YearlyDay>

export type Holiday = {
  day: CivilDate
  name: string
  /** The law in force that says so; `null`: custom, indicative. */
  source: string | null
}

const act = 'L. 260/1949, art. 2'
const agreed = `${act}; D.P.R. 792/1985`

/** San Giuseppe, Ascensione, Corpus Domini, Santi Pietro e Paolo and 4 November still stand in art. 2: L. 54/1977 took them out. */
const fixed: { day: string; name: string; source: string; since: number }[] = [
  { day: '01-01', name: 'Capodanno', source: agreed, since: 1949 },
  { day: '01-06', name: 'Epifania', source: agreed, since: 1986 },
  { day: '04-25', name: 'Anniversario della Liberazione', source: act, since: 1949 },
  { day: '05-01', name: 'Festa del lavoro', source: act, since: 1949 },
  { day: '06-02', name: 'Festa della Repubblica', source: 'L. 260/1949, art. 1; L. 336/2000', since: 2001 },
  { day: '08-15', name: 'Assunzione', source: agreed, since: 1949 },
  { day: '10-04', name: 'San Francesco d’Assisi', source: `${act}; L. 151/2025`, since: 2026 },
  { day: '11-01', name: 'Ognissanti', source: agreed, since: 1949 },
  { day: '12-08', name: 'Immacolata Concezione', source: agreed, since: 1949 },
  { day: '12-25', name: 'Natale', source: agreed, since: 1949 },
  { day: '12-26', name: 'Santo Stefano', source: act, since: 1949 },
]

/** National holidays (festività) of a year, as they are since 2001; Sundays are holidays of their own and not listed. */
export function holidaysOf(year: number): Holiday[] {
  const easter = easterOf(year)
  const all: Holiday[] = [
    ...fixed
      .filter(({ since }) => year >= since)
      .map(({ day, name, source }) => ({ day: `${year}-${day}` as CivilDate, name, source })),
    { day: easter, name: 'Pasqua', source: null },
    { day: addDays(easter, 1), name: 'Lunedì dell’Angelo', source: act },
  ]
  return all.sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The name in Italian of the holiday that a day is: a national one, or that of the place of a desk. */
export const holidayNameOn = (day: CivilDate, patron: { day: YearlyDay; name: string } | null): string | undefined =>
  holidaysOf(yearOf(day)).find((holiday) => holiday.day === day)?.name ??
  (patron?.day === day.slice(5) ? patron.name : undefined)

/** `patronDays`: holidays of the place alone (santo patrono). They rest on custom and contracts, on no list of ours. */
export function isHoliday(day: CivilDate, patronDays: readonly YearlyDay[] = []): boolean {
  return (
    (patronDays as readonly string[]).includes(day.slice(5)) ||
    holidaysOf(yearOf(day)).some((holiday) => holiday.day === day)
  )
}

/** Easter Sunday of the Gregorian calendar (the anonymous rule of 1876, Meeus). */
export function easterOf(year: number): CivilDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const days = moon + weekday - 7 * late + 114
  const month = String(Math.floor(days / 31)).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${month}-${String((days % 31) + 1).padStart(2, '0')}` as CivilDate
}
