import { expect, test } from 'vitest'
import type { Happening } from '#model/timeline/contract.ts'
import { holds, timelineOf, writtenSince } from './entries.ts'

type File = Parameters<typeof timelineOf>[0]

test('latest day first, and within a day what was written last', () => {
  const file = {
    notes: [
      { id: 'n1', day: '2026-03-02', writtenAt: '2026-03-02T09:00:00Z' },
      { id: 'n2', day: '2026-03-02', writtenAt: '2026-03-02T11:00:00Z' },
    ],
    // Made 2026-03-02T10:00:00Z.
    services: [{ id: '019cadf0-a100-7000-8000-000000000000', day: '2026-03-02' }],
    events: [{ id: 'e1', day: '2026-03-01', at: '2026-03-01T08:00:00Z' }],
    contacts: [{ id: 'c1', day: '2026-03-03', channel: 'desk' }],
  } as unknown as File
  expect(timelineOf(file).map((entry) => entry.id)).toEqual(['c1', 'n2', file.services[0]?.id, 'n1', 'e1'])
})

test('an event stands on the day it speaks of, not on the one it was written', () => {
  const file = {
    notes: [],
    services: [],
    contacts: [],
    events: [{ id: 'e1', day: '2025-10-14', at: '2026-03-01T23:30:00Z' }],
  } as unknown as File
  expect(timelineOf(file)[0]?.day).toBe('2025-10-14')
})

const nothing = { notes: [], services: [], events: [], contacts: [] }
const line = (id: string, more: object = {}): Happening =>
  ({
    ...{ id, kind: 'pathway', act: 'step-agreed', thing: id, day: '2026-03-02', at: '2026-03-02T09:00:00Z', by: 'Ada' },
    ...{ what: `Passo ${id}`, code: '', state: '', until: null, time: '', count: 1 },
    ...more,
  }) as Happening

test('what was written in one act is one line, what was written after it another', () => {
  const entries = timelineOf(nothing, [line('a'), line('b'), line('c', { at: '2026-03-02T09:05:00Z' })])
  expect(entries.map(({ ids }) => ids)).toEqual([['c'], ['a', 'b']])
})

test('words are found in any order, with and without accents, and in all lines of one act', () => {
  const [entry] = timelineOf(nothing, [line('a', { what: 'Però iscriversi' }), line('b')])
  const found = entry as NonNullable<typeof entry>
  expect(holds(found, 'pero')).toBe(true)
  expect(holds(found, 'PASSO iscriv')).toBe(true)
  expect(holds(found, 'corso')).toBe(false)
  expect(holds(found, 'corso', 'Passo del corso')).toBe(true)
})

test('what was written after an instant is counted by kind, whatever day it speaks of', () => {
  const entries = timelineOf(
    {
      ...nothing,
      notes: [
        { id: 'n1', day: '2026-03-01', writtenAt: '2026-03-02T09:00:00Z' },
        { id: 'n2', day: '2026-02-01', writtenAt: '2026-03-02T11:00:00Z' },
      ],
      contacts: [{ id: 'c1', day: '2026-03-03', channel: 'desk' }],
    } as unknown as File,
    [line('a', { at: '2026-03-02T10:00:00Z' }), line('b', { at: '2026-03-02T10:00:00Z' })],
  )
  expect([...writtenSince(entries, '2026-03-02T09:30:00Z')].sort()).toEqual([
    ['note', 1],
    ['pathway', 2],
  ])
})
