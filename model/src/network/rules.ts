import { addDays, type CivilDate } from '../calendar.ts'
import type { Grant } from '../grants.ts'
import type { ServiceEntry } from './contract.ts'

/** An entry that nobody said to be true for longer is shown as stale. */
export const STALE_DAYS = 90

/** What was said to be true before this day is stale. */
export const staleBefore = (today: CivilDate): CivilDate => addDays(today, -STALE_DAYS)

/** What of an entry changes as one: each is told apart in history and in proposals. */
const fields = {
  organisation: ({ organisationId, newOrganisation }: ServiceEntry) => ({ organisationId, newOrganisation }),
  desk: ({ desk }: ServiceEntry) => ({ desk }),
  name: ({ name }: ServiceEntry) => ({ name }),
  area: ({ area }: ServiceEntry) => ({ area }),
  calls: ({ calls }: ServiceEntry) => ({ calls }),
} as const

const isField = (field: string): field is keyof typeof fields => Object.hasOwn(fields, field)

const saidIn = (entry: ServiceEntry, field: string): unknown =>
  isField(field) ? fields[field](entry) : entry.facts[field as keyof ServiceEntry['facts']]

/** Objects that are kept in the database come back with their keys in another order. */
const inOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(inOrder)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([key, each]) => [key, inOrder(each)])
          .sort(([one], [other]) => ((one as string) < (other as string) ? -1 : 1))
      : value

/** Which fields differ; of a new entry, none is told. */
export function changedFields(before: ServiceEntry, after: ServiceEntry): string[] {
  const same = (field: string) =>
    JSON.stringify(inOrder(saidIn(before, field))) === JSON.stringify(inOrder(saidIn(after, field)))
  return [...Object.keys(fields), ...Object.keys(after.facts)].filter((field) => !same(field))
}

/** The entry as it is now with the proposed fields in it: what others changed meanwhile stays. */
export function withChange(current: ServiceEntry, proposed: ServiceEntry, changed: readonly string[]): ServiceEntry {
  const parts = changed.map((field) => (isField(field) ? fields[field](proposed) : {}))
  const facts = Object.fromEntries(
    changed.filter((field) => !isField(field)).map((field) => [field, saidIn(proposed, field)]),
  )
  return Object.assign({}, current, ...parts, { facts: { ...current.facts, ...facts } })
}

/** What a member may do with a proposal. */
export function actsOnProposal(
  proposal: { waiting: boolean /** By the desk at hand. */; answered: boolean; made: boolean; mine: boolean },
  grants: readonly Grant[],
): ('decide' | 'withdraw')[] {
  const approves = grants.includes('service.approve')
  if (!proposal.waiting) return []
  return [
    ...(proposal.answered && approves ? (['decide'] as const) : []),
    ...(proposal.made && (proposal.mine || (approves && !proposal.answered)) && grants.includes('service.propose')
      ? (['withdraw'] as const)
      : []),
  ]
}

type Kept = { state: 'live' | 'retired' /** By the desk at hand. */; ours: boolean }

/** What a member may do with an entry. `change`: at once; `propose`: it waits for who keeps the entry. */
export function actsOn(
  { state, ours }: Kept,
  grants: readonly Grant[],
): ('propose' | 'change' | 'tend' | 'retire' | 'restore')[] {
  const approves = ours && grants.includes('service.approve')
  if (state === 'retired') return approves ? ['restore'] : []
  return [
    ...(grants.includes('service.propose') ? [approves ? ('change' as const) : ('propose' as const)] : []),
    ...(ours && grants.includes('service.tend') ? ['tend' as const] : []),
    ...(approves ? ['retire' as const] : []),
  ]
}
