import type { z } from 'zod'
import type { PersonPrivacy } from '#model/privacy/contract.ts'
import { type ErasedKind, mayDecideErasure } from '#model/privacy/erasure.ts'
import { coveredBy } from '#model/referrals/facts.ts'
import { namesOfActors } from '../identity/asks.ts'
import { spokenBy } from '../outreach/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { referralsOfPerson } from '../referrals/asks.ts'
import { factsOf } from './erasure-facts.ts'
import { erasuresOf } from './erasure-store.ts'
import { heldOf } from './held.ts'
import { exportsOf, restrictionsOf } from './person-store.ts'

type Shown = z.input<typeof PersonPrivacy>

/** What a person may ask of this desk, on one page; not found where this actor does not see the person. */
export async function presentPrivacy(at: At, personId: string): Promise<Shown> {
  const person = (await namesOfPersons(at, [personId])).get(personId)
  if (!person) throw notFound()
  const [held, restrictions, exports, referrals, erasures, nameOf, spoken] = await Promise.all([
    heldOf(at, personId),
    restrictionsOf(at, personId),
    exportsOf(at, personId),
    referralsOfPerson(at, personId),
    erasuresOf(at, personId),
    namesOfActors(at),
    spokenBy(at, personId),
  ])
  const may = (grant: 'privacy.write' | 'privacy.decide') => at.actor.grants.includes(grant)
  const isErased = erasures.some(({ end }) => end?.outcome === 'done')
  const isAsked = erasures.some(({ end }) => end === null)
  const facts = isAsked ? await factsOf(at, personId) : []
  return {
    personName: person.name || person.code,
    spoken,
    held,
    shares: referrals.flatMap(({ id, given, service, desk, restsOn, begun, meets }) =>
      given
        ? {
            id,
            day: given.day,
            to: `${service} (${desk})`,
            purpose: 'referral' as const,
            scopes: coveredBy(given.snapshot),
            restsOn,
            begun,
            meets,
          }
        : [],
    ),
    restrictions: restrictions.map((each) => ({
      ...each,
      reason: each.reason as Shown['restrictions'][number]['reason'],
      by: nameOf(each.by),
      end: each.end && { ...each.end, by: nameOf(each.end.by) },
      can: each.end === null && !isErased && may('privacy.decide') ? ['lift'] : [],
    })),
    exports: exports.map((each) => ({
      ...each,
      language: each.language as Shown['exports'][number]['language'],
      withheld: each.withheld as Shown['exports'][number]['withheld'],
      by: nameOf(each.by),
    })),
    erasures: erasures.map(({ by, end, ...each }) => ({
      ...each,
      ground: each.ground as Shown['erasures'][number]['ground'],
      askedBy: each.askedBy as Shown['erasures'][number]['askedBy'],
      by: nameOf(by),
      facts: end === null ? facts : [],
      end: end && {
        ...end,
        reason: end.reason as NonNullable<Shown['erasures'][number]['end']>['reason'],
        by: nameOf(end.by),
        counts: Object.entries(end.counts).map(([kind, count]) => ({ kind: kind as ErasedKind, count })),
      },
      can: may('privacy.decide') && mayDecideErasure({ by, decided: end !== null }, at.actor.name) ? ['decide'] : [],
    })),
    can:
      may('privacy.write') && !isErased
        ? ['record-ground', 'restrict', 'export', ...(isAsked ? [] : (['ask-erasure'] as const))]
        : [],
  }
}
