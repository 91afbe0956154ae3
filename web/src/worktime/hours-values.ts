import { addDays, type CivilDate, weekdayOf } from '#model/calendar.ts'
import type { SaidBy } from '#model/codes/said-by.ts'
import type { NewHours, Turn } from '#model/worktime/contract.ts'
import { goesOverMidnight, hoursProblem, minutesOnClock } from '#model/worktime/rules.ts'
import { readDate, todayHere } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readTime } from '../ui/time.ts'

/** An entry of the diary as it is typed. `text`: on what it rests. */
export type HoursValues = {
  from: string
  until: string
  /** Of one day alone: whether it was worked; nothing until somebody chose. */
  day: 'worked' | 'free' | ''
  worked: string[]
  free: string[]
  turns: { start: string; end: string; pause: string }[]
  place: string
  saidBy: SaidBy | ''
  text: string
  note: string
}

const noTurn = { start: '', end: '', pause: '' }
/** Nothing is chosen that nobody said. */
export const noHours: HoursValues = {
  ...{ from: '', until: '', day: '', worked: [], free: [], turns: [noTurn] },
  ...{ place: '', saidBy: '', text: '', note: '' },
}
export const oneTurnMore = (turns: HoursValues['turns']): HoursValues['turns'] => [...turns, noTurn]

/** After an entry the next one is often about the same place, said by the same person. */
export const nextHours = ({ place, saidBy }: HoursValues): HoursValues => ({ ...noHours, place, saidBy })

/** Whether only one day is meant: no last day was typed, or the same one. */
export function isOneDay({ from, until }: Pick<HoursValues, 'from' | 'until'>): boolean {
  if (!until.trim()) return true
  const [first, last] = [readDate(from), readDate(until)]
  return first.ok && last.ok && first.date === last.date
}

/** Whether times are asked for: not of days off alone, unless some were typed. */
export function asksTimes(values: HoursValues): boolean {
  if (isOneDay(values)) return values.day !== 'free'
  const isTyped = values.turns.some(({ start, end, pause }) => `${start}${end}${pause}`.trim() !== '')
  return values.worked.length > 0 || values.free.length === 0 || isTyped
}

const dayOrWrong = (text: string): { date: CivilDate } | { says: string } => {
  if (!text.trim()) return { says: 'field.missing' }
  const read = readDate(text)
  return read.ok ? { date: read.date as CivilDate } : { says: `field.${read.reason}` }
}

/** `24:00` is midnight, as people say it. */
const timeOf = (text: string): string | null | undefined =>
  readTime(/^24(?:[:.,h ]?00)?$/.test(text.trim()) ? '00:00' : text)

/** How long work was by what is typed, and whether it went on into the next day; nothing where that cannot be said yet. */
export function lengthOf({
  start,
  end,
  pause,
}: HoursValues['turns'][number]): { minutes: number; over: boolean } | null {
  const [from, to, rest] = [timeOf(start), timeOf(end), pauseOf(pause)]
  if (!from || !to || rest === undefined) return null
  const turn = { start: from, end: to, pause: rest }
  return { minutes: Math.max(0, minutesOnClock(turn) - (rest ?? 0)), over: goesOverMidnight(turn) }
}

/** Nothing typed: not said. Anything but whole minutes is no break. */
function pauseOf(text: string): number | null | undefined {
  if (!text.trim()) return null
  return /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : undefined
}

type Wrong = Record<string, string>

function readTurns(turns: HoursValues['turns']): { read: Turn[]; wrong: Wrong } {
  const wrong: Wrong = {}
  const read = turns.map(({ start, end, pause }, at): Turn => {
    const [from, to, minutes] = [timeOf(start), timeOf(end), pauseOf(pause)]
    if (!from) wrong[`start-${at}`] = from === null ? 'field.missing' : 'field.time'
    if (!to) wrong[`end-${at}`] = to === null ? 'field.missing' : 'field.time'
    if (minutes === undefined || (minutes ?? 0) > 720) wrong[`pause-${at}`] = 'field.invalid'
    return { start: from ?? '', end: to ?? '', pause: minutes ?? null }
  })
  return { read, wrong }
}

/** `turns/1/start` is the field `start-1`; times without days lack the days. */
const fieldOf = (field: string): string => {
  if (field === 'turns') return 'worked'
  const [, at, part] = field.split('/')
  return part ? `${part}-${at}` : field
}
const said: Record<string, string> = {
  missing: 'field.missing',
  'date-future': 'field.date-future',
  'date-too-old': 'field.date-too-old',
}

/** What was typed, as the body of a call: an entry of one day names that day's weekday. */
export function readHours(values: HoursValues): Read<Omit<NewHours, 'id'>> {
  const oneDay = isOneDay(values)
  const from = dayOrWrong(values.from)
  const until = oneDay ? from : dayOrWrong(values.until)
  const isUnchosen = values.worked.length + values.free.length === 0
  const wrong: Wrong = {
    ...('says' in from && { from: from.says }),
    ...(!oneDay && 'says' in until && { until: until.says }),
    ...(oneDay && values.day === '' && { day: 'field.missing' }),
    ...(!oneDay && isUnchosen && { worked: 'field.missing' }),
    ...(values.saidBy === '' && { saidBy: 'field.missing' }),
  }
  const weekday = 'date' in from ? [weekdayOf(from.date)] : []
  const numbers = (days: readonly string[]) => days.map(Number).sort()
  const worked = oneDay ? (values.day === 'worked' ? weekday : []) : numbers(values.worked)
  const free = oneDay ? (values.day === 'free' ? weekday : []) : numbers(values.free)
  const turns = asksTimes(values) ? readTurns(values.turns) : { read: [], wrong: {} }
  const { place, saidBy, text, note } = values
  const allWrong = { ...wrong, ...turns.wrong }
  if ('says' in from || 'says' in until || saidBy === '' || Object.keys(allWrong).length > 0)
    return { ok: false, wrong: allWrong }
  const body = {
    ...{ from: from.date, until: until.date, worked, free, turns: turns.read },
    ...{ place: place.trim(), saidBy, evidence: text, note: note.trim() },
  }
  const problem = hoursProblem({ id: '', ...body }, todayHere())
  if (!problem) return { ok: true, body }
  return { ok: false, wrong: { [fieldOf(problem.field)]: said[problem.code] ?? `worktime.wrong.${problem.code}` } }
}

/** A weekday goes into one list and out of the other: no day is worked and free. */
export const withDays = (
  { worked, free }: Pick<HoursValues, 'worked' | 'free'>,
  which: 'worked' | 'free',
  days: string[],
): Pick<HoursValues, 'worked' | 'free'> => {
  const others = (which === 'worked' ? free : worked).filter((day) => !days.includes(day))
  return which === 'worked' ? { worked: days, free: others } : { worked: others, free: days }
}

/** A Monday long ago, and the days after it. */
const monday = '2024-01-01' as CivilDate
export const dayOfWeek = (weekday: number): CivilDate => addDays(monday, weekday - 1)
