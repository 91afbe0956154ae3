import { z } from 'zod'

/**
 * What of the Human Services Data Specification 3.0 (HSDS, Open Referral, CC BY-SA 4.0,
 * https://docs.openreferral.org/en/3.0/) the directory says of itself. Field names are the standard's; these shapes are
 * written from its tables. People to call, notes and what is not published have no field here.
 */
const text = z.string()
const named = <S extends z.ZodRawShape>(more: S) => z.object({ id: text, ...more })

export const HsdsTaxonomy = named({ name: text, description: text, version: text })
export type HsdsTaxonomy = z.infer<typeof HsdsTaxonomy>

export const HsdsTerm = named({
  code: text,
  name: text,
  description: text,
  taxonomy: text,
  language: text,
  taxonomy_id: text,
})
export type HsdsTerm = z.infer<typeof HsdsTerm>

const Phone = named({ number: text, type: text, description: text })
const Language = named({ name: text, code: text })
const Schedule = named({
  valid_from: text.optional(),
  valid_to: text.optional(),
  freq: z.literal('WEEKLY').optional(),
  wkst: z.literal('MO').optional(),
  byday: text.optional(),
  /** HH:MM on clocks in Italy. */
  opens_at: text.optional(),
  closes_at: text.optional(),
  description: text.optional(),
  attending_type: text.optional(),
  notes: text.optional(),
})
export type HsdsSchedule = z.infer<typeof Schedule>

const Address = named({
  address_1: text,
  city: text,
  state_province: text,
  postal_code: text,
  country: text,
  address_type: z.literal('physical'),
})
const Location = named({
  location_type: z.literal('physical'),
  organization_id: text,
  name: text,
  addresses: z.array(Address).optional(),
})
const AtLocation = named({ service_id: text, location_id: text, location: Location.optional() })

export const HsdsServiceAtLocation = AtLocation.required()

const organization = { name: text, description: text }

/** A service by its one-to-one fields, as lists give it; `full` brings the rest along. */
export const HsdsService = named({
  organization_id: text,
  name: text,
  description: text,
  url: text.optional(),
  email: text.optional(),
  status: z.literal('active'),
  application_process: text.optional(),
  fees_description: text.optional(),
  eligibility_description: text.optional(),
  assured_date: text,
  /** Of 3.1, as `modified_after` cannot be used without it. */
  last_modified: text,
  organization: named(organization),
  phones: z.array(Phone).optional(),
  schedules: z.array(Schedule).optional(),
  service_areas: z.array(named({ name: text })).optional(),
  service_at_locations: z.array(AtLocation).optional(),
  languages: z.array(Language).optional(),
  required_documents: z.array(named({ document: text })).optional(),
  attributes: z
    .array(
      named({ link_id: text, taxonomy_term_id: text, link_type: text, link_entity: text, taxonomy_term: HsdsTerm }),
    )
    .optional(),
  /** Of 3.1. */
  capacities: z
    .array(
      named({
        available: z.number().int(),
        maximum: z.number().int().optional(),
        updated: text,
        unit: named({ name: text }),
      }),
    )
    .optional(),
})
export type HsdsService = z.infer<typeof HsdsService>

/** `minimal`: no more than is needed to see what changed. */
export const HsdsMinimal = z.object({ id: text, modified_date: text })

export const HsdsOrganization = named({
  ...organization,
  locations: z.array(Location).optional(),
  services: z.array(HsdsService).optional(),
})
export type HsdsOrganization = z.infer<typeof HsdsOrganization>

/** A page of the standard's. */
export const hsdsPage = <T extends z.ZodType>(item: T) =>
  z.object({
    total_items: z.number().int(),
    total_pages: z.number().int(),
    page_number: z.number().int(),
    size: z.number().int(),
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(item),
  })

export const HsdsAbout = z.object({
  version: z.literal('3.0'),
  profile: text,
  openapi_url: text,
  description: text,
  publisher: z.object({ name: text }),
})
