import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { documentGraph, documentNodes, goals } from './documents.ts'
import { wantedFor, wayTo } from './engine.ts'
import { type DocumentNode, readGraph } from './graph.ts'
import en from './messages.en.json' with { type: 'json' }
import it from './messages.it.json' with { type: 'json' }

const day = '2026-01-15' as CivilDate
const from = { at: '', checkedOn: null }
const node = (code: string, ...requires: string[][]): DocumentNode => ({
  code,
  area: 'work',
  requires: requires.map((anyOf) => ({ anyOf, from })),
  from,
})
/** The graph that is shipped, with some documents as a desk would have them. */
const edited = (...nodes: DocumentNode[]) =>
  readGraph([...documentNodes.filter(({ code }) => !nodes.some((each) => each.code === code)), ...nodes])

test('every document of the graph can be reached by somebody who holds nothing, and every goal', () => {
  expect(documentNodes.length).toBeGreaterThan(30)
  for (const { code } of documentNodes)
    expect(wayTo(documentGraph, [{ anyOf: [code], from }], new Map(), day), code).not.toBeNull()
  for (const goal of goals)
    expect(
      wayTo(documentGraph, wantedFor(documentGraph, goal, day), new Map(), day)?.length,
      goal.code,
    ).toBeGreaterThan(0)
})

test('in the order of the graph each document comes after all that it may need', () => {
  const place = new Map(documentGraph.order.map((code, no) => [code, no]))
  expect(place.size).toBe(documentNodes.length)
  for (const { code, requires } of documentNodes)
    for (const needed of requires.flatMap(({ anyOf }) => anyOf))
      expect(place.get(needed)).toBeLessThan(place.get(code) as number)
})

test('a cycle that a desk made is refused with the names of its documents', () => {
  const found = edited(node('passport', ['identity-card']))
  expect(found).toMatchObject({ ok: false })
  if (found.ok) return
  expect(found.problems).toContainEqual({
    problem: 'cycle',
    path: ['passport', 'identity-card', 'residence', 'passport'],
  })
})

test('a cycle through one of several ways is refused as well', () => {
  expect(readGraph([node('a', ['b', 'c']), node('b'), node('c', ['a'])])).toEqual({
    ok: false,
    problems: [{ problem: 'cycle', path: ['a', 'c', 'a'] }],
  })
})

test('a document that nobody knows, one that is there twice and one that nobody could obtain are refused', () => {
  expect(edited(node('contract', ['pasport']))).toEqual({
    ok: false,
    problems: [{ problem: 'unknown', code: 'contract', names: 'pasport' }],
  })
  expect(readGraph([node('a'), node('a')])).toEqual({ ok: false, problems: [{ problem: 'repeated', code: 'a' }] })
  expect(readGraph([node('a', []), node('b', ['a'])])).toEqual({
    ok: false,
    problems: [
      { problem: 'unreachable', code: 'a' },
      { problem: 'unreachable', code: 'b' },
    ],
  })
})

test('every document says in both languages what it is, where one goes and what one brings, and when, where that is known', () => {
  for (const texts of [it, en] as Record<string, string>[])
    for (const { code, time } of documentNodes as readonly DocumentNode[]) {
      for (const kind of ['name', 'where', 'bring'])
        expect(texts[`documents.${kind}.${code}`], `${kind} ${code}`).toBeTruthy()
      expect(`documents.time.${code}` in texts, code).toBe(time !== undefined)
    }
})

test('what was checked has a source and a day, and what has no source says that it is indicative', () => {
  const sources = (documentNodes as readonly DocumentNode[]).flatMap((each) => [
    each.from,
    ...(each.time ? [each.time] : []),
    ...(each.lasts ?? []).map((one) => one.from),
    ...each.requires.map((one) => one.from),
  ])
  expect(sources.length).toBeGreaterThan(70)
  for (const { at, checkedOn } of sources) expect(at === '').toBe(checkedOn === null)
})
