import type { ReferralBooking } from '#model/appointments/contract.ts'
import type { CivilDate } from '#model/calendar.ts'
import { followersOf, personsOfCases } from '../cases/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { appointmentsOfDays } from '../referrals/asks.ts'

/** Who follows the cases of this desk that some referrals came from or led to. */
async function followersOfCases(at: At, cases: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const id of new Set(cases)) found.set(id, await followersOf(at, id))
  return found
}

/** Appointments of referrals as the calendar shows them; none to whoever reads no referrals. */
export async function bookingsOfReferrals(at: At, from: CivilDate, to: CivilDate): Promise<ReferralBooking[]> {
  if (!at.actor.grants.includes('referral.read')) return []
  const found = await appointmentsOfDays(at, from, to)
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
  const found = (await appointmentsOfDays(at, from, to)).filter(({ state }) => state === 'confirmed')
  const followers = await followersOfCases(
    at,
    found.flatMap((each) => each.case ?? []),
  )
  return found.filter((each) => each.case !== null && followers.get(each.case)?.includes(account))
}
