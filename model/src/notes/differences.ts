/** A stretch of a text beside what stood before: it stayed, it came, it was taken out. */
export type Stretch = { what: 'same' | 'added' | 'taken'; text: string }

/** Words with the white space after them: put together again they are the text, paragraphs and all. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? []

/** Beyond so many changed words two texts are shown one after the other: nobody reads that as a correction. */
const MOST_STEPS = 1_500

/**
 * The shortest way from one list to the other (Myers 1986): for each number of steps how far each diagonal leads.
 * `undefined` if it is longer than is looked for.
 */
function traceOf(before: readonly string[], after: readonly string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = []
  let far = new Map([[1, 0]])
  for (let steps = 0; steps <= Math.min(before.length + after.length, MOST_STEPS); steps += 1) {
    const next = new Map(far)
    trace.push(far)
    for (let k = -steps; k <= steps; k += 2) {
      const [down, right] = [far.get(k + 1) ?? -1, far.get(k - 1) ?? -1]
      let x = k === -steps || (k !== steps && right < down) ? down : right + 1
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1
      next.set(k, x)
      if (x >= before.length && x - k >= after.length) return trace
    }
    far = next
  }
}

function stepsBack(before: readonly string[], after: readonly string[]): Stretch[] {
  const trace = traceOf(before, after)
  if (!trace)
    return [
      { what: 'taken', text: before.join('') },
      { what: 'added', text: after.join('') },
    ]
  const found: Stretch[] = []
  let [x, y] = [before.length, after.length]
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const far = trace[steps] as Map<number, number>
    const k = x - y
    const [down, right] = [far.get(k + 1) ?? -1, far.get(k - 1) ?? -1]
    const from = k === -steps || (k !== steps && right < down) ? k + 1 : k - 1
    const fromX = far.get(from) ?? 0
    const fromY = fromX - from
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      x -= 1
      y -= 1
      found.push({ what: 'same', text: before[x] as string })
    }
    if (steps === 0) break
    if (x > fromX) found.push({ what: 'taken', text: before[--x] as string })
    else found.push({ what: 'added', text: after[--y] as string })
  }
  return found.reverse()
}

/** What was corrected, by words: neighbours of a kind are one stretch, and what was taken out stands before what came. */
export function differencesOf(before: string, after: string): Stretch[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  let begin = 0
  while (begin < old.length && begin < now.length && old[begin] === now[begin]) begin += 1
  let end = 0
  while (end < old.length - begin && end < now.length - begin && old.at(-1 - end) === now.at(-1 - end)) end += 1
  const stretches: Stretch[] = [
    { what: 'same', text: old.slice(0, begin).join('') },
    ...stepsBack(old.slice(begin, old.length - end), now.slice(begin, now.length - end)),
    { what: 'same', text: end > 0 ? old.slice(-end).join('') : '' },
  ]
  const found: Stretch[] = []
  for (const { what, text } of stretches) {
    if (!text) continue
    const last = found.at(-1)
    if (last?.what === what) last.text += text
    else found.push({ what, text })
  }
  return found
}
