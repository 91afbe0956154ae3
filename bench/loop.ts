import { performance } from 'node:perf_hooks'

/** Milliseconds, and operations a second. */
export type Figures = { perSecond: number; p50: number; p95: number; p99: number; failed: number }
export type Act = 'list' | 'open' | 'search' | 'create' | 'year'
export const acts: readonly Act[] = ['list', 'open', 'search', 'create', 'year']
/** One operator's way of doing each thing; false: it was not answered as it should. */
export type Operator = Record<Act, () => Promise<boolean>>

/** The mix of an operator's day, by a throw of 0 … 99: list 35 %, open 35 %, search 15 %, create 13 %, year table 2 %. */
export const actOf = (dice: number): Act =>
  dice < 35 ? 'list' : dice < 70 ? 'open' : dice < 85 ? 'search' : dice < 98 ? 'create' : 'year'

const round = (value: number) => Math.round(value * 100) / 100

function figures(times: number[], seconds: number, failed: number): Figures {
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.floor(times.length * share)] ?? 0)
  return { perSecond: Math.round(times.length / seconds), p50: at(0.5), p95: at(0.95), p99: at(0.99), failed }
}

/** Closed loop: every operator asks again as soon as it is answered. Figures of all acts together, and of each. */
export async function closedLoop(
  operators: readonly Operator[],
  seconds: number,
  dice: () => number,
): Promise<Figures & { by: Record<Act, Figures> }> {
  const by = Object.fromEntries(acts.map((act) => [act, { times: [] as number[], failed: 0 }]))
  const began = performance.now()
  const end = began + seconds * 1_000
  await Promise.all(
    operators.map(async (operator) => {
      while (performance.now() < end) {
        const act = actOf(dice())
        const asked = performance.now()
        const fine = await operator[act]()
        const noted = by[act] as { times: number[]; failed: number }
        noted.times.push(performance.now() - asked)
        if (!fine) noted.failed += 1
      }
    }),
  )
  const took = (performance.now() - began) / 1_000
  const all = Object.values(by)
  return {
    ...figures(
      all.flatMap((each) => each.times),
      took,
      all.reduce((sum, each) => sum + each.failed, 0),
    ),
    by: Object.fromEntries(
      Object.entries(by).map(([act, { times, failed }]) => [act, figures(times, took, failed)]),
    ) as Record<Act, Figures>,
  }
}

/** Each act by itself, one after the other, after a few to warm up: the median in milliseconds. */
export async function oneByOne(operators: readonly Operator[], times: number): Promise<Record<Act, number>> {
  const medians = {} as Record<Act, number>
  for (const act of acts) {
    const taken: number[] = []
    for (let round = 0; round < times + 30; round += 1) {
      const operator = operators[round % operators.length] as Operator
      const asked = performance.now()
      await operator[act]()
      if (round >= 30) taken.push(performance.now() - asked)
    }
    medians[act] = figures(taken, 1, 0).p50
  }
  return medians
}
