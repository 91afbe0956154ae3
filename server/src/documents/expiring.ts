import type { CivilDate } from '#model/calendar.ts'
import { followedPersons } from '../cases/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { endsSoon } from './ends.ts'
import { latestOf } from './store.ts'

/** Lines on the home page; how many there are in all is said beside. */
const SHOWN = 20

/** Documents that end soon in the open cases that this member follows, or another one, as far as this one sees them. */
export async function expiringFor(at: At, account = at.actor.accountId) {
  const cases = await followedPersons(at, account)
  const found = (await latestOf(at, [...cases.keys()])).filter((fact) => endsSoon(fact, at.today))
  const rows = found.sort((one, other) => (String(one.expiresOn) < String(other.expiresOn) ? -1 : 1)).slice(0, SHOWN)
  const names = await namesOfPersons(
    at,
    rows.map((row) => row.person_id),
  )
  return {
    rows: rows.map((row) => ({
      caseId: cases.get(row.person_id) as string,
      personName: names.get(row.person_id)?.name ?? '',
      personCode: names.get(row.person_id)?.code ?? '',
      document: row.document,
      expiresOn: row.expiresOn as CivilDate,
    })),
    total: found.length,
  }
}
