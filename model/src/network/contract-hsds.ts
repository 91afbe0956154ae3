import { z } from 'zod'
import { Language } from '../codes/languages.ts'
import { Need } from '../codes/needs.ts'
import { DeskCode, endpoint, Id } from '../endpoint.ts'
import {
  HsdsAbout,
  HsdsMinimal,
  HsdsOrganization,
  HsdsService,
  HsdsServiceAtLocation,
  HsdsTaxonomy,
  HsdsTerm,
  hsdsPage,
} from './hsds-shapes.ts'

/**
 * The public part of a network's directory, for whoever asks: the reading endpoints of the HSDS 3.0 API
 * (https://docs.openreferral.org/en/3.0/hsds/api_reference.html) below `/networks/:network/hsds`. Only what was marked as
 * public is in it.
 */
const base = '/networks/:network/hsds'
const inNetwork = z.strictObject({ network: DeskCode })
const one = inNetwork.extend({ id: Id })
const flag = z.enum(['true', 'false']).default('false')

const Pages = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  per_page: z.coerce.number().int().min(1).max(500).default(50),
  search: z.string().max(200).optional(),
  /** The language of names and words where there is a choice. */
  locale: z.enum(['it', 'en']).default('it'),
}
const OfServices = {
  ...Pages,
  taxonomy_term_id: Id.optional(),
  taxonomy_id: Id.optional(),
  organization_id: Id.optional(),
  modified_after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  full: flag,
  /** Beside the standard: by what is served, and in which language. */
  need: Need.optional(),
  language: Language.optional(),
}

export const hsdsAbout = endpoint({
  name: 'hsdsAbout',
  method: 'GET',
  path: base,
  access: 'public',
  summary: 'What this feed is, and of which standard',
  params: inNetwork,
  answer: HsdsAbout,
})

export const hsdsServices = endpoint({
  name: 'hsdsServices',
  method: 'GET',
  path: `${base}/services`,
  access: 'public',
  summary: 'Public services of a network (HSDS)',
  params: inNetwork,
  query: z.strictObject({ ...OfServices, minimal: flag }),
  answer: hsdsPage(HsdsService.or(HsdsMinimal)),
})

export const hsdsService = endpoint({
  name: 'hsdsService',
  method: 'GET',
  path: `${base}/services/:id`,
  access: 'public',
  summary: 'One public service of a network (HSDS)',
  params: one,
  query: z.strictObject({ locale: Pages.locale }),
  answer: HsdsService,
})

export const hsdsOrganizations = endpoint({
  name: 'hsdsOrganizations',
  method: 'GET',
  path: `${base}/organizations`,
  access: 'public',
  summary: 'Bodies with a public service (HSDS)',
  params: inNetwork,
  query: z.strictObject({ ...Pages, full: flag, full_service: flag }),
  answer: hsdsPage(HsdsOrganization),
})

export const hsdsOrganization = endpoint({
  name: 'hsdsOrganization',
  method: 'GET',
  path: `${base}/organizations/:id`,
  access: 'public',
  summary: 'One body with a public service (HSDS)',
  params: one,
  query: z.strictObject({ locale: Pages.locale, full_service: flag }),
  answer: HsdsOrganization,
})

export const hsdsTaxonomies = endpoint({
  name: 'hsdsTaxonomies',
  method: 'GET',
  path: `${base}/taxonomies`,
  access: 'public',
  summary: 'Lists by which services are sorted (HSDS)',
  params: inNetwork,
  query: z.strictObject(Pages),
  answer: hsdsPage(HsdsTaxonomy),
})

export const hsdsTaxonomy = endpoint({
  name: 'hsdsTaxonomy',
  method: 'GET',
  path: `${base}/taxonomies/:id`,
  access: 'public',
  summary: 'One list by which services are sorted (HSDS)',
  params: one,
  query: z.strictObject({ locale: Pages.locale }),
  answer: HsdsTaxonomy,
})

export const hsdsTerms = endpoint({
  name: 'hsdsTerms',
  method: 'GET',
  path: `${base}/taxonomy_terms`,
  access: 'public',
  summary: 'Terms by which services are sorted (HSDS)',
  params: inNetwork,
  query: z.strictObject({ ...Pages, taxonomy_id: Id.optional() }),
  answer: hsdsPage(HsdsTerm),
})

export const hsdsTerm = endpoint({
  name: 'hsdsTerm',
  method: 'GET',
  path: `${base}/taxonomy_terms/:id`,
  access: 'public',
  summary: 'One term by which services are sorted (HSDS)',
  params: one,
  query: z.strictObject({ locale: Pages.locale }),
  answer: HsdsTerm,
})

export const hsdsPlaces = endpoint({
  name: 'hsdsPlaces',
  method: 'GET',
  path: `${base}/service_at_locations`,
  access: 'public',
  summary: 'Where public services are (HSDS)',
  params: inNetwork,
  query: z.strictObject(OfServices),
  answer: hsdsPage(HsdsServiceAtLocation),
})

export const hsdsPlace = endpoint({
  name: 'hsdsPlace',
  method: 'GET',
  path: `${base}/service_at_locations/:id`,
  access: 'public',
  summary: 'Where one public service is (HSDS)',
  params: one,
  query: z.strictObject({ locale: Pages.locale }),
  answer: HsdsServiceAtLocation,
})

export const hsdsPackage = endpoint({
  name: 'hsdsPackage',
  method: 'GET',
  path: `${base}/package`,
  access: 'public',
  summary: 'The whole public part of a directory as a tabular data package (HSDS)',
  params: inNetwork,
  query: z.strictObject({ locale: Pages.locale }),
  answer: z.instanceof(Uint8Array),
  file: true,
})
