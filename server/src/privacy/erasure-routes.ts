import type { ErasureGround } from '#model/codes/erasure-reasons.ts'
import { askErasure, decideErasure, listWaitingErasures } from '#model/privacy/contract-erasure.ts'
import { decisionProblem, type ErasureAsker, mayDecideErasure } from '#model/privacy/erasure.ts'
import { membersWith, namesOfActors } from '../identity/asks.ts'
import { askMail } from '../mails/asks.ts'
import { namesOfPersons, seesPerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notAllowed, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { holdReferralsOf } from '../referrals/asks.ts'
import { erase, takeStock } from './erase.ts'
import { erasuresOf, holdPerson, insertErasure, insertErasureEnd, waitingErasures } from './erasure-store.ts'
import { presentPrivacy } from './person-present.ts'

/** What of a list that waits is shown. */
const MOST_SHOWN = 50

async function waitingFor(at: At) {
  const waiting = await waitingErasures(at, MOST_SHOWN)
  const [persons, nameOf] = await Promise.all([
    namesOfPersons(
      at,
      waiting.map(({ person_id: id }) => id),
    ),
    namesOfActors(at),
  ])
  return {
    rows: waiting.map((row) => {
      const person = persons.get(row.person_id)
      return {
        id: row.id,
        personId: row.person_id,
        personName: person?.name || person?.code || '',
        ground: row.ground as ErasureGround,
        askedBy: row.asked_by as ErasureAsker,
        fromDay: row.from_day,
        by: nameOf(row.by),
      }
    }),
    total: waiting[0]?.total ?? 0,
  }
}

export const erasureRoutes: Route[] = [
  route(listWaitingErasures, (at) => waitingFor(at)),
  route(askErasure, async (at, { params: { person }, body }) => {
    if (!(await seesPerson(at, person))) throw notFound()
    const now = () => presentPrivacy(at, person)
    if (await at.firstTime(body.id, { person, ...body }, now)) {
      // Of two who ask at once the second waits, and finds the first.
      await holdPerson(at, person)
      if ((await erasuresOf(at, person)).some(({ end }) => end === null)) throw notPossible('erasure-asked')
      await insertErasure(at, person, body)
      for (const member of await membersWith(at, 'privacy.decide'))
        if (member !== at.actor.accountId) await askMail(at, { member }, 'erasure-asked', 1)
    }
    return now()
  }),
  route(decideErasure, async (at, { params: { person, erasure: id }, body }) => {
    if (!(await seesPerson(at, person))) throw notFound()
    await holdReferralsOf(at, person)
    await holdPerson(at, person)
    const asked = (await erasuresOf(at, person)).find((each) => each.id === id)
    if (!asked) throw notFound()
    const { by, end } = asked
    // Sent twice it is done once, and answered with what stands.
    if (end && end.outcome === body.outcome && end.by === at.actor.name) return presentPrivacy(at, person)
    if (end) throw movedOn(await presentPrivacy(at, person))
    if (!mayDecideErasure({ by, decided: false }, at.actor.name)) throw notAllowed('own-request')
    const wrong = decisionProblem(body)
    if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
    const counts = body.outcome === 'done' ? await takeStock(at, person) : {}
    if (!(await insertErasureEnd(at, person, { ...body, id, counts }))) throw movedOn(await presentPrivacy(at, person))
    if (body.outcome === 'done') await erase(at, person)
    return presentPrivacy(at, person)
  }),
]
