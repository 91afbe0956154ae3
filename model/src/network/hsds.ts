import { label } from '../codes/code-list.ts'
import { languages } from '../codes/languages.ts'
import { needs } from '../codes/needs.ts'
import type { Speak } from '../message-catalogue.ts'
import { wayKinds, worksFrom } from './codes.ts'
import type { ServiceFacts, Way } from './contract.ts'
import type { HsdsOrganization, HsdsSchedule, HsdsService, HsdsTaxonomy, HsdsTerm } from './hsds-shapes.ts'
import type { Opening } from './opening.ts'

/** An entry that its desk marked as public. */
export type PublicService = {
  id: string
  name: string
  area: string
  facts: ServiceFacts
  organisation: { id: string; name: string }
  capacity: { free: number | null; total: number | null; at: string } | null
  assuredOn: string
  changedAt: string
}

/** How the parts of an entry are called: the same part, the same id, each time. */
export type IdOf = (kind: string, key: string) => string

/** In which language and words it is said. */
export type Voice = { language: 'it' | 'en'; say: Speak; idOf: IdOf }

/** Days of iCalendar (RFC 5545); Monday is the first. */
export const icalDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Kinds of phone (RFC 6350) by our ways to reach a service. */
export const phoneTypes = { phone: 'voice', 'free-number': 'voice', whatsapp: 'text' } as const
const isPhone = (way: Way): way is Way & { kind: keyof typeof phoneTypes } => way.kind in phoneTypes

export const WITHOUT_PERMIT = 'without-permit'

export const taxonomiesOf = ({ say, idOf }: Voice): HsdsTaxonomy[] =>
  (['needs', 'access'] as const).map((name) => ({
    id: idOf('taxonomy', name),
    name: say(`hsds.${name}`),
    description: say(`hsds.${name}-about`),
    version: '1',
  }))

export function termsOf(voice: Voice): HsdsTerm[] {
  const { language, say, idOf } = voice
  const [ofNeeds, ofAccess] = taxonomiesOf(voice) as [HsdsTaxonomy, HsdsTaxonomy]
  const term = (taxonomy: HsdsTaxonomy, code: string, name: string): HsdsTerm => ({
    id: idOf('term', code),
    code,
    name,
    description: name,
    taxonomy: taxonomy.name,
    language,
    taxonomy_id: taxonomy.id,
  })
  return [
    ...needs.map(({ code }) => term(ofNeeds, code, label(needs, code, language))),
    term(ofAccess, WITHOUT_PERMIT, say('hsds.without-permit')),
  ]
}

const termCodesOf = ({ facts }: PublicService): string[] => [
  ...facts.needs,
  ...(facts.withoutPermit === 'yes' ? [WITHOUT_PERMIT] : []),
]

/** The ids of the terms that a service has. */
export const termIdsOf = (it: PublicService, idOf: IdOf): string[] => termCodesOf(it).map((code) => idOf('term', code))

/** What is not stated has no field: an absent one is never "no". */
function stated<T extends Record<string, unknown>>(fields: T): { [K in keyof T]: Exclude<T[K], ''> } {
  const said = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(said) as never
}

function schedulesOf(opening: Opening, key: string, { say, idOf }: Voice): HsdsSchedule[] {
  const attending_type = opening.byAppointment ? say('hsds.by-appointment') : ''
  const notes = say(opening.onHolidays === 'closed' ? 'hsds.holidays-closed' : 'hsds.holidays-open')
  const weekly = opening.weekly.map(
    ({ days, from, to }, at): HsdsSchedule =>
      stated({
        id: idOf('week', `${key} ${at}`),
        freq: 'WEEKLY' as const,
        wkst: 'MO' as const,
        byday: days.map((day) => icalDays[day - 1]).join(','),
        opens_at: from,
        closes_at: to,
        attending_type,
        notes,
      }),
  )
  const exceptions = opening.exceptions.flatMap(({ from, until, hours, note }, at): HsdsSchedule[] => {
    const days = { valid_from: from, valid_to: until, description: note }
    if (hours.length === 0) return [stated({ id: idOf('closed', `${key} ${at}`), ...days, notes: say('hsds.closed') })]
    return hours.map((each, no) =>
      stated({ id: idOf('except', `${key} ${at} ${no}`), ...days, opens_at: each.from, closes_at: each.to }),
    )
  })
  return [...weekly, ...exceptions]
}

/** The one-to-one fields of a service, as lists give them. */
export function hsdsService(it: PublicService, { language, say }: Voice): HsdsService {
  const { facts } = it
  const eligible = facts.eligibility.map(({ programme, who }) => `${programme || say('hsds.for-all')}: ${who}`)
  return {
    id: it.id,
    organization_id: it.organisation.id,
    name: it.name,
    description: facts.about[language] || facts.about.it || facts.about.en,
    status: 'active',
    assured_date: it.assuredOn,
    last_modified: it.changedAt,
    organization: organizationOf(it),
    ...stated({
      url: facts.ways.find(({ kind, value }) => kind === 'web' && /^https?:\/\//i.test(value))?.value,
      email: facts.ways.find(({ kind }) => kind === 'mail')?.value,
      application_process: facts.opening?.byAppointment ? say('hsds.by-appointment') : '',
      fees_description: facts.cost,
      eligibility_description: eligible.join('\n'),
    }),
  }
}

/** The standard asks for a description of a body; nothing is known of it but its name. */
const organizationOf = ({ organisation: { id, name } }: PublicService) => ({ id, name, description: name })

/** A service with everything that hangs on it. */
export function fullService(it: PublicService, voice: Voice): HsdsService {
  const { language, say, idOf } = voice
  const { facts, id, capacity } = it
  const terms = new Map(termsOf(voice).map((term) => [term.code, term]))
  const part = <T extends object>(kind: string, list: readonly T[]) =>
    list.map((fields, at) => ({ id: idOf(kind, `${id} ${at}`), ...fields }))
  const free = capacity?.free ?? null
  return {
    ...hsdsService(it, voice),
    ...stated({
      phones: part(
        'phone',
        facts.ways.filter(isPhone).map(({ kind, value, from, note }) => ({
          number: value,
          type: phoneTypes[kind],
          description: [label(wayKinds, kind, language), label(worksFrom, from, language), note]
            .filter(Boolean)
            .join('. '),
        })),
      ),
      schedules: facts.opening ? schedulesOf(facts.opening, id, voice) : [],
      service_areas: it.area ? part('area', [{ name: it.area }]) : [],
      service_at_locations: placeOf(it, voice) ?? [],
      languages: part(
        'language',
        facts.languages.map((code) => ({ name: label(languages, code, language), code })),
      ),
      required_documents: facts.documentsAsked ? part('document', [{ document: facts.documentsAsked }]) : [],
      attributes: termCodesOf(it).flatMap((code) => {
        const taxonomy_term = terms.get(code)
        if (!taxonomy_term) return []
        const link = { link_id: id, link_type: 'taxonomy', link_entity: 'service' }
        return [{ id: idOf('attribute', `${id} ${code}`), taxonomy_term_id: taxonomy_term.id, ...link, taxonomy_term }]
      }),
      capacities:
        free === null || !capacity
          ? []
          : part('capacity', [
              {
                available: free,
                ...(capacity.total !== null && { maximum: capacity.total }),
                updated: capacity.at,
                unit: { id: idOf('unit', 'places'), name: say('hsds.places') },
              },
            ]),
    }),
  }
}

/** Where a service is, if it says so. Its address is one text: what the standard keeps apart stays empty. */
export function placeOf(it: PublicService, { idOf }: Voice) {
  const { facts, id, organisation } = it
  if (!facts.address) return undefined
  const location_id = idOf('location', id)
  const address = {
    id: idOf('address', id),
    address_1: facts.address,
    city: it.area,
    state_province: '',
    postal_code: '',
    country: 'IT',
    address_type: 'physical' as const,
  }
  const location = {
    id: location_id,
    location_type: 'physical' as const,
    organization_id: organisation.id,
    name: it.name,
    addresses: [address],
  }
  return [{ id: idOf('place', id), service_id: id, location_id, location }]
}

/** Bodies with a public service, by name. `full`: with their places; `services`: with their services, whole. */
export function hsdsOrganizations(
  services: readonly PublicService[],
  voice: Voice,
  { full, withServices }: { full: boolean; withServices: boolean },
): HsdsOrganization[] {
  const bodies = new Map(services.map((it) => [it.organisation.id, organizationOf(it)]))
  return [...bodies.values()]
    .sort((a, b) => a.name.localeCompare(b.name, voice.language))
    .map((body) => {
      const own = services.filter(({ organisation }) => organisation.id === body.id)
      const locations = own.flatMap((it) => placeOf(it, voice)?.map(({ location }) => location) ?? [])
      return {
        ...body,
        ...stated({
          locations: full || withServices ? locations : [],
          services: withServices ? own.map((it) => fullService(it, voice)) : [],
        }),
      }
    })
}
