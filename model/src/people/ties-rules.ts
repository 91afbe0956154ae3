import type { CivilDate } from '../calendar.ts'
import { isAnswered } from '../codes/answer.ts'
import type { Relation } from '../codes/relations.ts'
import type { NewRelative, NewSafeContact } from './ties-contract.ts'

type Problem<T> = { field: keyof T & string; code: 'date-future' | 'date-too-old' | 'does-not-fit' | 'missing' } | null

const inverse: Record<Relation, Relation> = {
  spouse: 'spouse',
  partner: 'partner',
  child: 'parent',
  parent: 'child',
  sibling: 'sibling',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
  'aunt-uncle': 'niece-nephew',
  'niece-nephew': 'aunt-uncle',
  cousin: 'cousin',
  'in-law': 'in-law',
  guardian: 'ward',
  ward: 'guardian',
  'foster-parent': 'foster-child',
  'foster-child': 'foster-parent',
  other: 'other',
}

/** What the person at hand is to somebody who is this to her or him. */
export const relationBack = (relation: Relation): Relation => inverse[relation]

/** A way is safe or never taken, not both. */
export function safeContactProblem({ ways, never }: Pick<NewSafeContact, 'ways' | 'never'>): Problem<NewSafeContact> {
  const both = isAnswered(ways) && isAnswered(never) && ways.some((way) => never.includes(way))
  return both ? { field: 'never', code: 'does-not-fit' } : null
}

/** Nobody who lives was born before. */
const FIRST_YEAR = '1900'

export function relativeProblem(
  { no, other, name, birthDate, withdrawn }: Pick<NewRelative, 'no' | 'other' | 'name' | 'birthDate' | 'withdrawn'>,
  personId: string,
  today: CivilDate,
): Problem<NewRelative> {
  // There is nothing yet that could be taken back.
  if (no === 0 && withdrawn) return { field: 'withdrawn', code: 'does-not-fit' }
  if (other === personId) return { field: 'other', code: 'does-not-fit' }
  // Who is recorded in the desk has name and birth there: they stand in one place.
  if (other !== null && (name || birthDate !== null))
    return { field: name ? 'name' : 'birthDate', code: 'does-not-fit' }
  if (other === null && !name) return { field: 'name', code: 'missing' }
  if (birthDate === null) return null
  if (birthDate > today.slice(0, birthDate.length)) return { field: 'birthDate', code: 'date-future' }
  return birthDate < FIRST_YEAR ? { field: 'birthDate', code: 'date-too-old' } : null
}
