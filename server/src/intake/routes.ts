import { dayOfCaseProblem } from '#model/cases/rules.ts'
import { takeInCharge, weighEligibility } from '#model/intake/contract.ts'
import { finding } from '#model/intake/eligibility.ts'
import { caseFile, openNewCase } from '../cases/asks.ts'
import { mayFollow } from '../identity/asks.ts'
import { giveContactTo } from '../outreach/asks.ts'
import { seesPerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, notFound, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { arrivalRoutes } from './arrival-routes.ts'
import { signRoutes } from './sign-routes.ts'
import { contactFits, requirementsOn } from './store.ts'

async function fileOf(at: At, id: string) {
  const file = await caseFile(at, id)
  if (!file) throw notFound()
  return file
}

export const intakeRoutes: Route[] = [
  ...signRoutes,
  ...arrivalRoutes,
  route(takeInCharge, async (at, { body }) => {
    const [first, known, fits, ...may] = await Promise.all([
      at.firstTime(body.id, body, () => fileOf(at, body.id)),
      seesPerson(at, body.personId),
      body.contactId === null || contactFits(at, body.contactId, body.personId),
      ...body.followers.map((follower) => mayFollow(at, follower.accountId)),
    ])
    if (first) {
      if (dayOfCaseProblem(body.openedOn, body.openedOn, at.today))
        throw invalid({ pointer: '/openedOn', code: 'date-future' })
      if (!known) throw unknownId('/personId')
      if (!fits) throw unknownId('/contactId')
      if (may.includes(false)) throw unknownId(`/followers/${may.indexOf(false)}/accountId`)
      // Whoever sees only the own cases must follow the case that was just opened, or would lose it from sight.
      const own = at.actor.accountId as string
      const followers =
        at.actor.reach === 'own' && !body.followers.some((each) => each.accountId === own)
          ? [...body.followers, { accountId: own, role: 'outreach_worker' as const }]
          : body.followers
      if (body.contactId !== null) await giveContactTo(at, body.contactId, body.personId)
      // Statements run in the order in which they are asked: the file is read behind the writing, without a wait between.
      const [, file] = await Promise.all([openNewCase(at, { ...body, followers }), fileOf(at, body.id)])
      return file
    }
    return fileOf(at, body.id)
  }),
  route(weighEligibility, async (at, { body }) => {
    const rows = await requirementsOn(at, body.on)
    const programmes = [...new Set(rows.map((row) => row.programme))]
    return {
      rows: programmes.map((programme) => {
        const own = rows.filter((row) => row.programme === programme)
        return {
          programme,
          source: own[0]?.source ?? '',
          checkedOn: own[0]?.checked_on ?? '',
          requirements: own.map(({ code }) => ({ code, finding: finding(code, body) })),
        }
      }),
    }
  }),
]
