import type { z } from 'zod'
import type { PersonPrivacy } from '#model/privacy/contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { heldOf } from './held.ts'
import { exportsOf, restrictionsOf } from './person-store.ts'

type Shown = z.input<typeof PersonPrivacy>

/** What a person may ask of this desk, on one page; not found where this actor does not see the person. */
export async function presentPrivacy(at: At, personId: string): Promise<Shown> {
  const person = (await namesOfPersons(at, [personId])).get(personId)
  if (!person) throw notFound()
  const [held, restrictions, exports, nameOf] = await Promise.all([
    heldOf(at, personId),
    restrictionsOf(at, personId),
    exportsOf(at, personId),
    namesOfActors(at),
  ])
  const may = (grant: 'privacy.write' | 'privacy.decide') => at.actor.grants.includes(grant)
  return {
    personName: person.name || person.code,
    held,
    shares: [],
    restrictions: restrictions.map((each) => ({
      ...each,
      reason: each.reason as Shown['restrictions'][number]['reason'],
      by: nameOf(each.by),
      end: each.end && { ...each.end, by: nameOf(each.end.by) },
      can: each.end === null && may('privacy.decide') ? ['lift'] : [],
    })),
    exports: exports.map((each) => ({
      ...each,
      language: each.language as Shown['exports'][number]['language'],
      withheld: each.withheld as Shown['exports'][number]['withheld'],
      by: nameOf(each.by),
    })),
    can: may('privacy.write') ? ['record-ground', 'restrict', 'export'] : [],
  }
}
