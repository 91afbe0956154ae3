import type { z } from 'zod'
import type { FundingReturn, TargetStanding } from '#model/monitoring/contract.ts'
import { standingOf } from '#model/monitoring/rules.ts'
import type { At } from '../platform/door.ts'
import { invalid } from '../platform/failure.ts'
import { contactsLogged, intercepted, type Period, takenInCharge } from './counts.ts'
import { programmesOf, targetsOf, whetherInvented } from './store.ts'

const measures = { intercepted, takenInCharge } as const

/** The return of this desk for a period and a programme; without a period the programme's own, else the current year. */
export async function returnOf(
  at: At,
  asked: { from?: string | undefined; to?: string | undefined; programme?: string | undefined },
): Promise<z.input<typeof FundingReturn>> {
  const programmes = await programmesOf(at)
  const programme =
    asked.programme === undefined ? programmes[0] : programmes.find((each) => each.code === asked.programme)
  if (asked.programme !== undefined && !programme) throw invalid({ pointer: '/programme', code: 'unknown' })
  const year = at.today.slice(0, 4)
  const period: Period = {
    from: asked.from ?? programme?.from ?? `${year}-01-01`,
    to: asked.to ?? programme?.to ?? `${year}-12-31`,
  }
  if (period.from > period.to) throw invalid({ pointer: '/to', code: 'before-from' })
  const [met, taken, contacts, { demo }] = [
    await intercepted(at, period),
    await takenInCharge(at, period),
    await contactsLogged(at, period),
    await whetherInvented(at),
  ]
  const targets: z.input<typeof TargetStanding>[] = []
  for (const { measure, from, to, min, max } of programme ? await targetsOf(at, programme.id, period) : []) {
    const same = from === period.from && to === period.to
    // A target speaks of its own period: it is measured over that one, whatever period the page shows.
    const actual = same
      ? { intercepted: met, takenInCharge: taken }[measure].total
      : (await measures[measure](at, { from, to })).total
    targets.push({
      measure,
      programme: programme?.code ?? '',
      from,
      to,
      min,
      max,
      actual,
      standing: standingOf(actual, { min, max }),
    })
  }
  return {
    desk: at.desk.code,
    deskName: at.desk.name,
    programme: programme?.code ?? '',
    ...period,
    intercepted: met,
    takenInCharge: taken,
    contacts,
    targets,
    demo,
  }
}
