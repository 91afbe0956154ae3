import { describe, expect, test } from 'vitest'
import { makesPdf, type Paper, Press } from './pdf.ts'

const paper = (text: string): Paper => ({
  ...{ language: 'it', dir: 'ltr', title: text, head: [] },
  blocks: [{ kind: 'lines', lines: [[{ way: 'filled', text, dir: 'ltr' }]] }],
})

/** A press whose patience ends when the test says so. */
function pressByHand() {
  const rings: (() => void)[] = []
  let quiet = 0
  const press = new Press((ring) => {
    rings.push(ring)
    return () => {
      quiet += 1
    }
  })
  const ended: string[] = []
  const set = async (name: string, by: string) => {
    const made = await press.set(paper(name), '2026-01-15T10:00:00Z', by)
    ended.push(name)
    return typeof made === 'string' ? made : Buffer.from(made.subarray(0, 5)).toString()
  }
  return { set, rings, ended, quiet: () => quiet }
}

describe.runIf(makesPdf)('pages that are set', () => {
  test('of one that takes too long nothing comes, and the others go on with another thread', async () => {
    const { set, rings } = pressByHand()
    const all = [set('slow', 'a'), set('of the same', 'a'), set('of another', 'b')]
    rings[0]?.()
    expect(await Promise.all(all)).toEqual(['pdf-too-long', '%PDF-', '%PDF-'])
    rings[0]?.()
    expect(await set('later', 'a')).toBe('%PDF-')
  })

  test('patience with a page begins with its own work', async () => {
    const { set, rings, quiet } = pressByHand()
    const all = [set('one', 'a'), set('two', 'a'), set('three', 'b')]
    expect(rings).toHaveLength(1)
    await Promise.all(all)
    expect([rings.length, quiet()]).toEqual([3, 3])
  })

  test('accounts take turns: who asked for many holds up another one by one page', async () => {
    const { set, ended } = pressByHand()
    await Promise.all([...['a1', 'a2', 'a3', 'a4'].map((name) => set(name, 'a')), set('b1', 'b'), set('c1', 'c')])
    expect(ended).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', 'a4'])
  })

  test('an account has so many that wait and no more; another one is served', async () => {
    const { set } = pressByHand()
    const all = ['1', '2', '3', '4', '5', '6'].map((name) => set(name, 'a'))
    const other = set('other', 'b')
    expect((await Promise.all(all)).filter((made) => made === 'pdf-busy')).toHaveLength(2)
    expect(await other).toBe('%PDF-')
    expect(await set('later', 'a')).toBe('%PDF-')
  })

  test('why there is none is told apart: a sign without a font, or words that cannot be set', async () => {
    const { set } = pressByHand()
    expect(await set('አዋ', 'a')).toBe('pdf-no-font')
    expect(await set('x'.repeat(60_000), 'a')).toBe('pdf-not-set')
  })
})
