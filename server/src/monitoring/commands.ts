import { CivilDate } from '#model/calendar.ts'
import { unansweredLabels } from '#model/codes/answer.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { label } from '#model/codes/code-list.ts'
import { sexes } from '#model/codes/sexes.ts'
import { FundingReturn } from '#model/monitoring/contract.ts'
import { ReadLog } from '../platform/audit.ts'
import { type Command, CommandError, consoleActor, deskNamed, type Values } from '../platform/command.ts'
import { enterDesk } from '../platform/door.ts'
import { Failure } from '../platform/failure.ts'
import { returnOf } from './funding-return.ts'
import { whetherInvented } from './store.ts'

function dayOf(values: Values, name: 'from' | 'to'): string | undefined {
  const given = values[name]
  if (given === undefined) return undefined
  if (!CivilDate.safeParse(given).success) throw new CommandError('console.day', { option: `--${name}` })
  return given as string
}

/** `varco return --desk CODE --from DAY --to DAY`: the monitoring return, as the page shows it. */
export const returnCommand: Command = {
  options: {
    desk: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    programme: { type: 'string' },
  },
  async run({ house, values, say, language }) {
    const desk = await deskNamed(house, values.desk as string | undefined)
    const asked = {
      from: dayOf(values, 'from'),
      to: dayOf(values, 'to'),
      programme: values.programme as string | undefined,
    }
    const actor = consoleActor()
    const { shown, tryout } = await enterDesk(house, desk, actor, null, async (at) => ({
      shown: FundingReturn.parse(await returnOf(at, asked)),
      tryout: (await whetherInvented(at)).tryout,
    })).catch((error) => {
      if (error instanceof Failure)
        throw new CommandError(
          error.errors?.[0]?.pointer === '/programme' ? 'console.programme-unknown' : 'console.period',
        )
      throw error
    })
    const reads = new ReadLog(house.platform, house.clock)
    await reads.add(desk.id, {
      at: house.clock(),
      actor: actor.name,
      act: 'return',
      kind: 'read',
      record: 'return',
      record_id: null,
    })
    await reads.flush()
    const counts = (by: Record<string, number>, list: Parameters<typeof label>[0]) =>
      Object.entries(by).map(([code, n]) => `    ${label([...unansweredLabels, ...list], code, language)}: ${n}`)
    const measure = (key: 'intercepted' | 'takenInCharge') => [
      `${say(`console.${key}`)}: ${shown[key].total}`,
      ...counts(shown[key].bySex, sexes),
      ...counts(shown[key].byCitizenship, citizenships),
    ]
    const targets = shown.targets.map((target) =>
      say('console.target', {
        measure: say(`console.${target.measure}`),
        min: target.min,
        max: target.max,
        actual: target.actual,
        standing: say(`console.${target.standing}`),
      }),
    )
    return {
      json: { ...shown, tryout },
      text: [
        `${shown.deskName}, ${shown.from} – ${shown.to}`,
        ...(shown.demo ? [say('console.invented')] : []),
        ...measure('intercepted'),
        ...measure('takenInCharge'),
        ...targets,
      ],
      ok: true,
    }
  },
}
