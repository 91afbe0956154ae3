import { type Service, ServiceEntry } from '#model/network/contract.ts'
import type { Several } from '../ui/ChoiceField.tsx'
import { readDate, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import type { EntryBody } from './queries.ts'

export type WeekRow = { days: string[]; from: string; to: string }
export type ExceptionRow = { from: string; until: string; hours: string; note: string }
export type OpeningValues = {
  stated: 'yes' | 'no'
  weekly: WeekRow[]
  exceptions: ExceptionRow[]
  onHolidays: string
  byAppointment: string
}

/** The form of an entry, as it is typed. */
export type EntryValues = {
  organisationId: string
  newOrganisation: string
  desk: string
  name: string
  area: string
  needs: Several
  languages: Several
  opening: OpeningValues
  address: string
  ways: { kind: string; value: string; from: string; note: string }[]
  documentsAsked: string
  eligibility: { programme: string; who: string }[]
  withoutPermit: string
  public: string
  cost: string
  it: string
  en: string
  calls: ServiceEntry['calls']
}

export const emptyEntry = (): EntryValues => ({
  organisationId: '',
  newOrganisation: '',
  desk: '',
  name: '',
  area: '',
  needs: [],
  languages: ['it'],
  opening: { stated: 'no', weekly: [], exceptions: [], onHolidays: 'closed', byAppointment: 'no' },
  address: '',
  ways: [],
  documentsAsked: '',
  eligibility: [],
  withoutPermit: 'not-stated',
  public: 'no',
  cost: '',
  it: '',
  en: '',
  calls: [],
})

const hoursText = (hours: readonly { from: string; to: string }[]) =>
  hours.map(({ from, to }) => `${from}-${to}`).join(', ')

const openingValues = (opening: ServiceEntry['facts']['opening']): OpeningValues => ({
  stated: opening ? 'yes' : 'no',
  weekly: (opening?.weekly ?? []).map(({ days, from, to }) => ({ days: days.map(String), from, to })),
  exceptions: (opening?.exceptions ?? []).map(({ from, until, hours, note }) => ({
    from: typed(from),
    until: typed(until),
    hours: hoursText(hours),
    note,
  })),
  onHolidays: opening?.onHolidays ?? 'closed',
  byAppointment: opening?.byAppointment ? 'yes' : 'no',
})

/** An entry as the form shows it. */
export function valuesOfEntry(entry: ServiceEntry): EntryValues {
  const { facts, organisationId, desk, ...rest } = entry
  const { about, opening, ...said } = facts
  return {
    ...rest,
    ...said,
    ...about,
    public: facts.public ? 'yes' : 'no',
    organisationId: organisationId ?? '',
    desk: desk ?? '',
    opening: openingValues(opening),
  }
}

export const entryOfService = ({ organisation, desk, name, area, facts, calls }: Service): ServiceEntry => ({
  organisationId: organisation.id,
  newOrganisation: '',
  desk: desk?.code ?? null,
  name,
  area,
  facts,
  calls,
})

const dayOf = (text: string) => {
  const read = readDate(text)
  return read.ok ? read.date : text
}

/** `9-12, 14:30–18` as rows; what is no hour stays, and is refused by the contract. */
const hoursOf = (text: string) =>
  text
    .split(',')
    .filter((part) => part.trim())
    .map((part) => {
      const [from = '', to = ''] = part.split(/[-–]/).map(timeOf)
      return { from, to }
    })

/** `9`, `9.30` → `09:30`. */
export function timeOf(text: string): string {
  const found = /^(\d{1,2})(?:[:.,h](\d{2}))?$/.exec(text.trim())
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : text.trim()
}

const listed = (values: Several) => (Array.isArray(values) ? values : [])

const readOpening = ({ stated, weekly, exceptions, onHolidays, byAppointment }: OpeningValues) =>
  stated === 'no'
    ? null
    : {
        weekly: weekly.map(({ days, from, to }) => ({ days: days.map(Number), from: timeOf(from), to: timeOf(to) })),
        exceptions: exceptions.map(({ from, until, hours, note }) => ({
          from: dayOf(from),
          until: dayOf(until.trim() || from),
          hours: hoursOf(hours),
          note,
        })),
        onHolidays,
        byAppointment: byAppointment === 'yes',
      }

/** The entry that the form says, or by field what is wrong with it. */
export function readEntry(values: EntryValues): Read<EntryBody> {
  const { organisationId, newOrganisation, desk, name, area, calls, needs, languages, opening, it, en, ...facts } =
    values
  const found = ServiceEntry.safeParse({
    organisationId: organisationId || null,
    newOrganisation: organisationId ? '' : newOrganisation,
    desk: desk || null,
    name,
    area,
    calls,
    facts: {
      ...facts,
      public: values.public === 'yes',
      needs: listed(needs),
      languages: listed(languages),
      opening: readOpening(opening),
      about: { it, en },
    },
  })
  const wrong: Record<string, string> = {}
  if (listed(needs).length === 0) wrong.needs = 'field.missing'
  for (const { path } of found.error?.issues ?? []) {
    const field = String(path[0] === 'facts' ? (path[1] === 'about' ? path[2] : path[1]) : path[0])
    const empty = values[field as keyof EntryValues] === ''
    wrong[field] = empty ? 'field.missing' : 'field.invalid'
  }
  if (!found.success || Object.keys(wrong).length > 0) return { ok: false, wrong }
  return { ok: true, body: found.data }
}
