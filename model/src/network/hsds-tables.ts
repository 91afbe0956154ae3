import { fullService, hsdsOrganizations, type PublicService, taxonomiesOf, termsOf, type Voice } from './hsds.ts'

type Row = Readonly<Record<string, unknown>>
export type Table = { name: string; path: string; fields: readonly string[]; rows: readonly Row[] }

/** Tables of the HSDS 3.0 tabular package and their columns that are used here, in the standard's order. */
const columns = {
  organization: ['id', 'name', 'description'],
  service: [
    ...['id', 'organization_id', 'name', 'description', 'url', 'email', 'status', 'application_process'],
    ...['fees_description', 'eligibility_description', 'assured_date'],
  ],
  attribute: ['id', 'link_id', 'taxonomy_term_id', 'link_type', 'link_entity'],
  service_at_location: ['id', 'service_id', 'location_id'],
  location: ['id', 'location_type', 'organization_id', 'name'],
  phone: ['id', 'service_id', 'number', 'type', 'description'],
  address: ['id', 'location_id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
  schedule: [
    ...['id', 'service_id', 'valid_from', 'valid_to', 'wkst', 'freq', 'byday', 'description', 'opens_at', 'closes_at'],
    ...['attending_type', 'notes'],
  ],
  service_area: ['id', 'service_id', 'name'],
  required_document: ['id', 'service_id', 'document'],
  language: ['id', 'service_id', 'name', 'code'],
  taxonomy_term: ['id', 'code', 'name', 'description', 'taxonomy', 'language', 'taxonomy_id'],
  taxonomy: ['id', 'name', 'description', 'version'],
} as const

/** Names of files are those of the standard's data package. */
const paths: Record<keyof typeof columns, string> = {
  organization: 'organizations.csv',
  service: 'services.csv',
  attribute: 'attributes.csv',
  service_at_location: 'services_at_location.csv',
  location: 'locations.csv',
  phone: 'phones.csv',
  address: 'addresses.csv',
  schedule: 'schedules.csv',
  service_area: 'service_areas.csv',
  required_document: 'required_documents.csv',
  language: 'languages.csv',
  taxonomy_term: 'taxonomy_terms.csv',
  taxonomy: 'taxonomies.csv',
}

/** The public part of a directory as the tables of a package. */
export function tablesOf(services: readonly PublicService[], voice: Voice): Table[] {
  const full = services.map((it) => fullService(it, voice))
  const ofService = (pick: (it: (typeof full)[number]) => readonly object[] | undefined): Row[] =>
    full.flatMap((it) => (pick(it) ?? []).map((row) => ({ ...row, service_id: it.id })))
  const places = full.flatMap((it) => it.service_at_locations ?? [])
  const locations = places.flatMap(({ location }) => location ?? [])
  const rows: Record<keyof typeof columns, readonly Row[]> = {
    organization: hsdsOrganizations(services, voice, { full: false, withServices: false }),
    service: full,
    attribute: full.flatMap((it) => it.attributes ?? []),
    service_at_location: places,
    location: locations,
    phone: ofService((it) => it.phones),
    address: locations.flatMap(({ id, addresses = [] }) => addresses.map((row) => ({ ...row, location_id: id }))),
    schedule: ofService((it) => it.schedules),
    service_area: ofService((it) => it.service_areas),
    required_document: ofService((it) => it.required_documents),
    language: ofService((it) => it.languages),
    taxonomy_term: termsOf(voice),
    taxonomy: taxonomiesOf(voice),
  }
  return (Object.keys(columns) as (keyof typeof columns)[]).map((name) => ({
    name,
    path: paths[name],
    fields: columns[name],
    rows: rows[name],
  }))
}

export type Records = readonly Readonly<Record<string, string>>[]

/** No service has more of anything: what stands behind is not read. */
const MOST_PARTS = 100

/**
 * The services of a package, each with what hangs on it, as the API would nest them. `read` gives the rows of a table.
 * Each id stands once, or parts would be handed out as often as it stands.
 */
export async function nestedServices(
  read: (path: string, fields: readonly string[]) => Promise<Records>,
  most: number,
): Promise<Row[] | 'too-many' | 'twice'> {
  const table = {} as Record<keyof typeof columns, Records>
  for (const name of Object.keys(columns) as (keyof typeof columns)[])
    table[name] = await read(paths[name], columns[name])
  if (table.service.length > most) return 'too-many'
  if (new Set(table.service.map(({ id }) => id)).size < table.service.length) return 'twice'
  const by = (rows: Records, key: string) => {
    const groups = Map.groupBy(rows, (row) => row[key] ?? '')
    for (const [id, group] of groups) groups.set(id, group.slice(0, MOST_PARTS))
    return groups
  }
  const byId = (rows: Records) => new Map(rows.map((row) => [row.id ?? '', row]))
  const [bodies, locations, terms] = [byId(table.organization), byId(table.location), byId(table.taxonomy_term)]
  const addresses = by(table.address, 'location_id')
  const ofService = {
    phones: by(table.phone, 'service_id'),
    schedules: by(table.schedule, 'service_id'),
    service_areas: by(table.service_area, 'service_id'),
    required_documents: by(table.required_document, 'service_id'),
    languages: by(table.language, 'service_id'),
  }
  const places = by(table.service_at_location, 'service_id')
  const attributes = by(table.attribute, 'link_id')
  return table.service.map((service) => {
    const id = service.id ?? ''
    const parts = Object.fromEntries(Object.entries(ofService).map(([name, rows]) => [name, rows.get(id) ?? []]))
    return {
      ...service,
      ...parts,
      organization: bodies.get(service.organization_id ?? ''),
      service_at_locations: (places.get(id) ?? []).map(({ location_id = '' }) => ({
        location: { ...locations.get(location_id), addresses: (addresses.get(location_id) ?? []).slice(0, 1) },
      })),
      attributes: (attributes.get(id) ?? []).map((row) => ({ taxonomy_term: terms.get(row.taxonomy_term_id ?? '') })),
    }
  })
}
