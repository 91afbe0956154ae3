import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { finder } from '../codes/code-list.ts'
import { fold } from '../codes/fold.ts'
import { languages } from '../codes/languages.ts'
import { needs } from '../codes/needs.ts'
import { wayKinds, worksFrom } from './codes.ts'
import { ServiceEntry, type ServiceFacts, type Way } from './contract.ts'
import { icalDays, WITHOUT_PERMIT } from './hsds.ts'

const text = z.string().catch('')
/** No service has more of anything; what stands behind is not looked at. */
const MOST_PARTS = 100
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value.slice(0, MOST_PARTS) : []), z.array(item).catch([]))

/** What is read of a service that others describe; everything else of it is left where it is. */
const Foreign = z.object({
  id: z.uuid().catch(''),
  name: text,
  description: text,
  url: text,
  email: text,
  fees_description: text,
  eligibility_description: text,
  assured_date: CivilDate.nullable().catch(null),
  status: text,
  organization: z.object({ name: text }).catch({ name: '' }),
  phones: list(z.object({ number: text, type: text, description: text })),
  languages: list(z.object({ name: text, code: text })),
  schedules: list(
    z.object({
      valid_from: text,
      valid_to: text,
      freq: text,
      byday: text,
      opens_at: text,
      closes_at: text,
      description: text,
      attending_type: text,
      notes: text,
    }),
  ),
  service_areas: list(z.object({ name: text })),
  service_at_locations: list(
    z.object({
      location: z
        .object({ addresses: list(z.object({ address_1: text, city: text, postal_code: text })) })
        .catch({ addresses: [] }),
    }),
  ),
  required_documents: list(z.object({ document: text })),
  attributes: list(z.object({ taxonomy_term: z.object({ code: text, name: text }).catch({ code: '', name: '' }) })),
})
type Foreign = z.infer<typeof Foreign>

/** One entry of a file that is brought in. */
export type ReadEntry = {
  /** Its id where it was, if that is a UUID. */
  id: string
  entry: unknown
  assuredOn: CivilDate | null
  /** Words that mean none of our codes: told, not guessed. */
  notUnderstood: { field: string; text: string }[]
}

const needOf = finder(needs)
const languageOf = finder(languages)
const kindOf = finder(wayKinds)
const fromOf = finder(worksFrom)

/** Codes of words; what is not understood is put aside. */
export function codesOfWords<C extends string>(
  words: readonly string[],
  find: (text: string) => C | undefined,
): { codes: C[]; rest: string[] } {
  const found = words.map((word) => find(word))
  return {
    codes: [...new Set(found.filter((code) => code !== undefined))],
    rest: words.filter((word, at) => found[at] === undefined && fold(word) !== ''),
  }
}

const isWeb = (url: string) => /^https?:\/\//i.test(url)

/** A description of ours says kind, reach and note in this order; of others it is the note. */
function phoneOf({ number, type, description }: Foreign['phones'][number]): Way {
  const [kind = '', from = '', ...note] = description.split('. ')
  const ours = kindOf(kind)
  if (ours) return { kind: ours, value: number, from: fromOf(from) ?? 'not-stated', note: note.join('. ') }
  return { kind: type === 'whatsapp' ? 'whatsapp' : 'phone', value: number, from: 'not-stated', note: description }
}

const time = (value: string) => value.slice(0, 5)
const isClosed = (row: Foreign['schedules'][number]) => row.opens_at === '' || row.closes_at === ''

function openingOf(rows: Foreign['schedules']): ServiceFacts['opening'] {
  if (rows.length === 0) return null
  const weekly = rows
    .filter((row) => row.freq.toUpperCase() === 'WEEKLY' && !isClosed(row))
    .map((row) => ({
      days: row.byday.split(',').flatMap((day) => {
        const at = (icalDays as readonly string[]).indexOf(day.trim().toUpperCase())
        return at < 0 ? [] : [at + 1]
      }),
      from: time(row.opens_at),
      to: time(row.closes_at),
    }))
  const spans = new Map<
    string,
    { from: CivilDate; until: CivilDate; hours: { from: string; to: string }[]; note: string }
  >()
  for (const row of rows.filter(({ freq, valid_from }) => freq === '' && valid_from !== '')) {
    const [from, until] = [row.valid_from, row.valid_to || row.valid_from] as [CivilDate, CivilDate]
    const span = spans.get(`${from} ${until}`) ?? { from, until, hours: [], note: row.description }
    if (!isClosed(row)) span.hours.push({ from: time(row.opens_at), to: time(row.closes_at) })
    spans.set(`${from} ${until}`, span)
  }
  const open = rows.some(({ notes }) => /festivi|holidays/i.test(notes) && /^(aperto|open)/i.test(notes))
  return {
    weekly,
    exceptions: [...spans.values()],
    onHolidays: open ? 'as-usual' : 'closed',
    byAppointment: rows.some(({ attending_type }) => /appuntamento|appointment/i.test(attending_type)),
  }
}

/** "Per tutti: …" and "Programma: …" of ours; of others the whole text is for everybody. */
const eligibilityOf = (description: string): ServiceFacts['eligibility'] =>
  description
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, programme = '', who = line] = /^([^:]{1,60}): (.+)$/.exec(line) ?? []
      return { programme: ['per tutti', 'for everybody'].includes(fold(programme)) ? '' : programme, who }
    })

const addressOf = ({ service_at_locations }: Foreign): string => {
  const [address] = service_at_locations.flatMap(({ location }) => location.addresses)
  if (!address) return ''
  const { address_1, city, postal_code } = address
  const place = [postal_code, address_1.includes(city) ? '' : city].filter(Boolean).join(' ')
  return [address_1, place].filter(Boolean).join(', ')
}

/** A service as the standard says it (HSDS 3.0, fully nested) as an entry of the directory. */
export function entryOfHsds(raw: unknown): ReadEntry {
  const it = Foreign.parse(typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {})
  const terms = it.attributes.map(({ taxonomy_term: { code, name } }) => ({ code, name }))
  const isPermit = ({ code }: { code: string }) => code === WITHOUT_PERMIT
  const sorted = codesOfWords(
    terms.filter((term) => !isPermit(term)).map(({ code, name }) => (needOf(code) ? code : name)),
    needOf,
  )
  const spoken = codesOfWords(
    it.languages.map(({ code, name }) => (languageOf(code) ? code : name || code)),
    languageOf,
  )
  const way = (kind: Way['kind'], value: string): Way[] =>
    value ? [{ kind, value, from: 'not-stated', note: '' }] : []
  const facts = {
    needs: sorted.codes,
    languages: spoken.codes,
    opening: openingOf(it.schedules),
    address: addressOf(it),
    ways: [...it.phones.map(phoneOf), ...way('mail', it.email), ...way('web', isWeb(it.url) ? it.url : '')],
    documentsAsked: it.required_documents.map(({ document }) => document).join('\n'),
    eligibility: eligibilityOf(it.eligibility_description),
    withoutPermit: terms.some(isPermit) ? 'yes' : 'not-stated',
    cost: it.fees_description,
    about: { it: it.description, en: '' },
    public: false,
  }
  const entry = {
    organisationId: null,
    newOrganisation: it.organization.name,
    desk: null,
    name: it.name,
    area: it.service_areas[0]?.name ?? '',
    facts,
    calls: [],
  }
  return {
    id: it.id,
    entry,
    assuredOn: it.assured_date,
    notUnderstood: [
      ...sorted.rest.map((word) => ({ field: 'needs', text: word })),
      ...spoken.rest.map((word) => ({ field: 'languages', text: word })),
    ],
  }
}

/** What is wrong with an entry that was read: the field, and why. */
export function problemsOf(entry: unknown): { field: string; code: string }[] {
  const parsed = ServiceEntry.safeParse(entry)
  if (parsed.success) return []
  return parsed.error.issues.slice(0, 20).map(({ path, code, message }) => ({
    field: path.join('.'),
    code: code === 'custom' ? message : code.replaceAll('_', '-'),
  }))
}
