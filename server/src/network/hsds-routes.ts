import { v5 } from 'uuid'
import { speaker } from '#model/message-catalogue.ts'
import * as contract from '#model/network/contract-hsds.ts'
import { askedFor, hasWords, pageOfList } from '#model/network/find-public.ts'
import {
  fullService,
  hsdsOrganizations,
  hsdsService,
  type PublicService,
  placeOf,
  taxonomiesOf,
  termsOf,
  type Voice,
} from '#model/network/hsds.ts'
import english from '#model/network/hsds-messages.en.json' with { type: 'json' }
import italian from '#model/network/hsds-messages.it.json' with { type: 'json' }
import type { AtNetwork } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { networkRoute, type Route } from '../platform/route.ts'
import { packageOf } from './hsds-package.ts'
import { publicServices } from './public-services.ts'

const published = ({ tx, network }: AtNetwork) => publicServices(tx, network.id)

/** Ids of parts and terms are made of the network and of what they name: the same each time, in this network alone. */
const voiceOf = ({ network }: AtNetwork, language: 'it' | 'en'): Voice => ({
  language,
  say: speaker(language === 'it' ? italian : english, language),
  idOf: (kind, key) => v5(`${kind} ${key}`, network.id),
})

function oneOf<T extends { id: string }>(list: readonly T[], id: string): T {
  const found = list.find((each) => each.id === id)
  if (!found) throw notFound()
  return found
}

const placesOf = (services: readonly PublicService[], voice: Voice) =>
  services.flatMap((it) => placeOf(it, voice) ?? [])

/** The public part of a network's directory, as HSDS 3.0 says it. */
export const hsdsRoutes: Route[] = [
  networkRoute(contract.hsdsAbout, async (at) => ({
    version: '3.0' as const,
    profile: 'https://docs.openreferral.org/en/3.0/hsds/',
    openapi_url: '/api/v1/openapi.json',
    description: voiceOf(at, 'it').say('hsds.about', { network: at.network.name }),
    publisher: { name: at.network.name },
  })),
  networkRoute(contract.hsdsServices, async (at, { query }) => {
    const voice = voiceOf(at, query.locale)
    const list = askedFor(await published(at), query, voice.idOf)
    if (query.minimal === 'true') {
      const all = list.map(({ id, changedAt }) => ({ id, modified_date: changedAt }))
      return pageOfList(all, 1, Math.max(1, all.length))
    }
    const page = pageOfList(list, query.page, query.per_page)
    const shown = query.full === 'true' ? fullService : hsdsService
    return { ...page, contents: page.contents.map((it) => shown(it, voice)) }
  }),
  networkRoute(contract.hsdsService, async (at, { params, query }) =>
    fullService(oneOf(await published(at), params.id), voiceOf(at, query.locale)),
  ),
  networkRoute(contract.hsdsOrganizations, async (at, { query }) => {
    const [full, withServices] = [query.full === 'true', query.full_service === 'true']
    const bodies = hsdsOrganizations(await published(at), voiceOf(at, query.locale), { full, withServices })
    const found = bodies.filter(({ name }) => hasWords(query.search, [name]))
    return pageOfList(found, query.page, query.per_page)
  }),
  networkRoute(contract.hsdsOrganization, async (at, { params, query }) => {
    const services = (await published(at)).filter(({ organisation }) => organisation.id === params.id)
    const withServices = query.full_service === 'true'
    return oneOf(hsdsOrganizations(services, voiceOf(at, query.locale), { full: true, withServices }), params.id)
  }),
  networkRoute(contract.hsdsTaxonomies, async (at, { query }) => {
    const found = taxonomiesOf(voiceOf(at, query.locale)).filter(({ name }) => hasWords(query.search, [name]))
    return pageOfList(found, query.page, query.per_page)
  }),
  networkRoute(contract.hsdsTaxonomy, async (at, { params, query }) =>
    oneOf(taxonomiesOf(voiceOf(at, query.locale)), params.id),
  ),
  networkRoute(contract.hsdsTerms, async (at, { query }) => {
    const { taxonomy_id, search } = query
    const found = termsOf(voiceOf(at, query.locale)).filter(
      (term) => (!taxonomy_id || term.taxonomy_id === taxonomy_id) && hasWords(search, [term.name]),
    )
    return pageOfList(found, query.page, query.per_page)
  }),
  networkRoute(contract.hsdsTerm, async (at, { params, query }) =>
    oneOf(termsOf(voiceOf(at, query.locale)), params.id),
  ),
  networkRoute(contract.hsdsPlaces, async (at, { query }) => {
    const voice = voiceOf(at, query.locale)
    const places = placesOf(askedFor(await published(at), query, voice.idOf), voice)
    return pageOfList(places, query.page, query.per_page)
  }),
  networkRoute(contract.hsdsPlace, async (at, { params, query }) =>
    oneOf(placesOf(await published(at), voiceOf(at, query.locale)), params.id),
  ),
  networkRoute(contract.hsdsPackage, async (at, { query }) => ({
    bytes: packageOf(await published(at), voiceOf(at, query.locale), at.network.name),
    type: 'application/zip',
    name: `hsds-${at.network.code}.zip`,
  })),
]
