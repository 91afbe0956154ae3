import { type CivilDate, daysBetween, daysInMonth, type PartialDate } from '../calendar.ts'

const GROWN = 18
/** So many days before the eighteenth birthday it is said that it comes: what is asked for then takes time. */
const SOON_DAYS = 180

/** Whether somebody is a minor (art. 2 codice civile: of age at eighteen). `maybe`: the birth is known too roughly to tell. */
export type Minority = {
  is: 'minor' | 'maybe' | 'adult' | 'unknown'
  /** In whole years, the lowest that can be; `null` where the birth is not known. */
  age: number | null
  /** The eighteenth birthday, where the day of birth is known and it is still to come. */
  grownOn: CivilDate | null
  /** It comes within half a year. */
  soon: boolean
}

const years = (birth: CivilDate, today: CivilDate): number =>
  Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0)

/** The first and the last day that a birth known as a year or a month can be. */
const firstDay = (birth: PartialDate): CivilDate =>
  `${birth}${'-01-01'.slice(birth.length - 4)}`.slice(0, 10) as CivilDate
function lastDay(birth: PartialDate): CivilDate {
  const [year, month = '12', day] = birth.split('-')
  return `${year}-${month}-${day ?? daysInMonth(Number(year), Number(month))}` as CivilDate
}

/** Whoever was born on a 29 February is of age on 1 March where that year has none: until then nobody takes it for done. */
function grownDay(birth: CivilDate): CivilDate {
  const [year, month, day] = birth.split('-').map(Number) as [number, number, number]
  const grown = year + GROWN
  return day > daysInMonth(grown, month) ? (`${grown}-03-01` as CivilDate) : (`${grown}${birth.slice(4)}` as CivilDate)
}

export function minorityOf(birth: PartialDate | null, today: CivilDate): Minority {
  if (birth === null) return { is: 'unknown', age: null, grownOn: null, soon: false }
  const age = Math.max(0, years(lastDay(birth), today))
  if (age >= GROWN) return { is: 'adult', age, grownOn: null, soon: false }
  const is = years(firstDay(birth), today) < GROWN ? 'minor' : 'maybe'
  const grownOn = birth.length === 10 ? grownDay(birth as string as CivilDate) : null
  return { is, age, grownOn, soon: grownOn !== null && daysBetween(today, grownOn) <= SOON_DAYS }
}
