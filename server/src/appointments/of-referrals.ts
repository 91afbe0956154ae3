import { z } from 'zod'
import type { ReferralBooking } from '#model/appointments/contract.ts'
import { assumedMinutes, isAgreed } from '#model/appointments/rules.ts'
import { CivilDate } from '#model/calendar.ts'
import { followersOf, personsOfCases } from '../cases/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { appointmentsOfDays, besideCame } from '../referrals/asks.ts'

/** Who follows the cases of this desk that some referrals came from or led to. */
async function followersOfCases(at: At, cases: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const id of new Set(cases)) found.set(id, await followersOf(at, id))
  return found
}

/** What a calendar reads of a conference that was told in a referral, and of the answer to it; the last number holds. */
const Told = z.object({
  ...{ id: z.uuid(), no: z.int(), state: z.string() },
  ...{ day: CivilDate, time: z.string(), minutes: z.int(), place: z.string() },
})
const Answered = z.object({ conference: z.uuid(), no: z.int(), to: z.int().optional(), comes: z.boolean() })

const lastOf = <T extends { no: number }>(all: readonly T[]): T | undefined =>
  all.toSorted((one, other) => one.no - other.no).at(-1)

/** Conferences to which this desk was asked and did not say that nobody comes; what was said for another hour is to be said anew. */
async function invitationsOfDays(at: At, from: CivilDate, to: CivilDate) {
  return (await besideCame(at)).flatMap(({ said, ...each }) => {
    const told = said.conference.map(({ words, at: changedAt }) => ({ ...Told.parse(words), changedAt }))
    const answered = said['conference-answer'].map(({ words }) => Answered.parse(words))
    return [...Map.groupBy(told, ({ id }) => id)].flatMap(([id, all]) => {
      const last = lastOf(all)
      if (last?.state !== 'called' || last.day < from || to < last.day) return []
      const answer = lastOf(answered.filter(({ conference }) => conference === id))
      const then = all.find(({ no }) => no === answer?.to) ?? last
      const holds = answer !== undefined && then.day === last.day && then.time === last.time
      if (holds && !answer.comes) return []
      const state: ReferralBooking['state'] = holds ? 'comes' : 'invited'
      return { ...each, ...last, state, with: '' }
    })
  })
}

const bookingsOfDays = async (at: At, from: CivilDate, to: CivilDate) => [
  ...(await appointmentsOfDays(at, from, to)).map((each) => ({
    ...{ ...each, id: each.referral, minutes: assumedMinutes(each.time) },
    state: each.state as ReferralBooking['state'],
  })),
  ...(await invitationsOfDays(at, from, to)),
]

/** Appointments of referrals as the calendar shows them; none to whoever reads no referrals. */
export async function bookingsOfReferrals(at: At, from: CivilDate, to: CivilDate): Promise<ReferralBooking[]> {
  if (!at.actor.grants.includes('referral.read')) return []
  const found = await bookingsOfDays(at, from, to)
  const cases = found.flatMap((each) => each.case ?? [])
  const persons = await personsOfCases(at, cases)
  const [names, followers] = [await namesOfPersons(at, [...persons.values()]), await followersOfCases(at, cases)]
  return found
    .map(({ no: _, changedAt: __, ...each }) => {
      const personId = (each.case && persons.get(each.case)) || null
      return {
        ...each,
        personId,
        personName: (personId && names.get(personId)?.name) || '',
        followers: (each.case && followers.get(each.case)) || [],
      }
    })
    .sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? -1 : 1))
}

/** What was agreed on in referrals of cases that a member follows: when, and nothing else, for a phone. */
export async function agreedFor(at: At, account: string, from: CivilDate, to: CivilDate) {
  const found = (await bookingsOfDays(at, from, to)).filter(({ state }) => isAgreed(state))
  const followers = await followersOfCases(
    at,
    found.flatMap((each) => each.case ?? []),
  )
  return found.filter((each) => each.case !== null && followers.get(each.case)?.includes(account))
}
