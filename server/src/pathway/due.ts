import type { CivilDate } from '#model/calendar.ts'
import type { DueThing } from '#model/pathway/contract.ts'
import { countsFor, longClosed, momentsDue } from '#model/pathway/follow-ups.ts'
import { byDue, dueOn } from '#model/pathway/rules.ts'
import { followedCases, followedClosed, openCasesOf } from '../cases/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { type Fact, factsOfCases, followUpsOf, latestFor, stepsOf } from './store.ts'

type Due = Omit<DueThing, 'personName' | 'personCode'> & { personId: string }

/** The day by which something is to be done, of a record that holds: of a step only while its goal is open. */
function dueOf(fact: Fact, openGoals: ReadonlySet<string>): { what: 'step' | 'review'; due: CivilDate | null } | null {
  if (fact.kind === 'step') {
    const waits = fact.words.state === 'open' && openGoals.has(fact.goal_id as string)
    return { what: 'step', due: waits ? fact.words.due : null }
  }
  if (fact.kind === 'review') return { what: 'review', due: fact.words.withdrawn ? null : fact.words.nextOn }
  return null
}

const goalsOpen = (facts: readonly Fact[]): Set<string> =>
  new Set(facts.flatMap(({ kind, words, thing }) => (kind === 'goal' && words.state === 'open' ? [thing] : [])))

/** The steps of some cases that are to be done, with who does each and by when. */
export async function openSteps(at: At, cases: readonly string[]) {
  const facts = await stepsOf(at, cases)
  const goals = goalsOpen(facts)
  return facts.flatMap((fact) => {
    const isOpen = fact.kind === 'step' && fact.words.state === 'open' && goals.has(fact.goal_id as string)
    return isOpen ? [{ step: fact.thing, caseId: fact.case_id, owner: fact.owner, day: fact.words.due }] : []
  })
}

/** Of the reviews of a case the last one says when the next is. */
function withoutEarlier(facts: readonly Fact[]): Fact[] {
  const last = new Map<string, string>()
  for (const { kind, case_id, words, thing } of facts)
    if (kind === 'review' && !words.withdrawn) {
      const key = `${words.day} ${thing}`
      if (key > (last.get(case_id) ?? '')) last.set(case_id, key)
    }
  return facts.filter(
    ({ kind, case_id, words, thing }) => kind !== 'review' || last.get(case_id) === `${words.day} ${thing}`,
  )
}

/** The steps of a member, and the reviews of the open cases that the member follows, within a week or before. */
async function dueInOpen(at: At, account: string | null): Promise<Due[]> {
  const followed = await followedCases(at, account)
  const facts = withoutEarlier(await latestFor(at, account, [...followed.keys()]))
  const openGoals = goalsOpen(facts)
  const soon = facts.flatMap((fact) => {
    const { what, due } = dueOf(fact, openGoals) ?? {}
    if (!what || !due || dueOn(due, at.today) === 'later') return []
    return [{ what, id: fact.thing, caseId: fact.case_id, text: what === 'step' ? fact.words.text : '', due }]
  })
  // A step may be mine in a case that I do not follow.
  const elsewhere = soon.map(({ caseId }) => caseId).filter((id) => !followed.has(id))
  const cases = new Map([...followed, ...(await openCasesOf(at, [...new Set(elsewhere)]))])
  return soon.flatMap((row) => {
    const personId = cases.get(row.caseId)
    return personId ? [{ ...row, personId }] : []
  })
}

/** What is to be asked of the closed cases that a member follows. */
async function dueAfterClosing(at: At, account: string | null): Promise<Due[]> {
  const closed = await followedClosed(at, longClosed(at.today), account)
  const told = await followUpsOf(
    at,
    closed.map(({ id }) => id),
  )
  return closed.flatMap(({ id, personId, closedOn }) => {
    const here = told.filter(({ case_id, words }) => case_id === id && countsFor(words, closedOn))
    const moments = here.map(({ words }) => words.moment)
    return momentsDue(closedOn, moments, at.today).map((due) => ({ ...due, id, caseId: id, text: '', personId }))
  })
}

/** All that is due for this member, or for another one as far as this one sees it, what is due first first. Of somebody whose data were erased nothing is asked any more. */
export async function dueThings(at: At, account = at.actor.accountId): Promise<DueThing[]> {
  const found = [...(await dueInOpen(at, account)), ...(await dueAfterClosing(at, account))].sort(byDue)
  const names = await namesOfPersons(
    at,
    found.map(({ personId }) => personId),
  )
  return found.flatMap(({ personId, ...row }) => {
    const { name = '', code = '', erased } = names.get(personId) ?? {}
    return erased ? [] : [{ ...row, personName: name, personCode: code }]
  })
}

/** What is to be done in one case, whoever has it to do: open steps of open goals, the next review, what is asked after its closing. */
export async function dueThingsIn(at: At, caseId: string, closedOn: CivilDate | null) {
  const facts = (await factsOfCases(at, [caseId])).filter((fact, no, all) => all[no - 1]?.thing !== fact.thing)
  if (closedOn !== null) {
    const told = facts.flatMap((fact) => (fact.kind === 'follow-up' && countsFor(fact.words, closedOn) ? [fact] : []))
    const moments = told.map(({ words }) => words.moment)
    return momentsDue(closedOn, moments, at.today).map(({ due }) => ({
      what: 'follow-up' as const,
      ...{ due, id: caseId, text: '' },
    }))
  }
  const openGoals = new Set(
    facts.flatMap(({ kind, words, thing }) => (kind === 'goal' && words.state === 'open' ? [thing] : [])),
  )
  return withoutEarlier(facts).flatMap((fact) => {
    const { what, due } = dueOf(fact, openGoals) ?? {}
    return what && due ? [{ what, due, id: fact.thing, text: what === 'step' ? fact.words.text : '' }] : []
  })
}
