import { addDays, type CivilDate, instantAt, timeOfDay } from './calendar.ts'

/** How far ahead anything is planned. */
const DAYS_AHEAD = 731

export const isTooFar = (day: CivilDate, today: CivilDate): boolean => day > addDays(today, DAYS_AHEAD)

/** Whether clocks in Italy ever show this time on this day. In autumn one comes twice: the first is meant. */
export const isOnTheClock = (day: CivilDate, time: string): boolean => timeOfDay(instantAt(day, time)) === time
