import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { grantsOf } from '../grants.ts'
import type { ServiceEntry, ServiceLine } from './contract.ts'
import { type Candidate, findServices, type Wanted } from './find-services.ts'
import { actsOn, changedFields, staleBefore, withChange } from './rules.ts'

const day = (text: string) => text as CivilDate

const entry: ServiceEntry = {
  organisationId: '0190a000-0000-7000-8000-000000000001',
  newOrganisation: '',
  desk: null,
  name: 'Ascolto',
  area: 'Milano',
  calls: [],
  facts: {
    needs: ['first-contact'],
    languages: ['it'],
    opening: null,
    address: '',
    ways: [],
    documentsAsked: '',
    eligibility: [],
    withoutPermit: 'not-stated',
    cost: '',
    about: { it: '', en: '' },
    public: true,
  },
}

test('an entry is stale from the ninety-first day on', () => {
  expect(day('2026-01-01') < staleBefore(day('2026-04-01'))).toBe(false)
  expect(day('2026-01-01') < staleBefore(day('2026-04-02'))).toBe(true)
})

describe('a change', () => {
  test('is told by its fields, whatever the order of keys', () => {
    const about = { en: '', it: '' }
    expect(changedFields(entry, { ...entry, facts: { ...entry.facts, about } })).toEqual([])
    const other = { ...entry, name: 'Other', newOrganisation: 'x', facts: { ...entry.facts, cost: 'Free' } }
    expect(changedFields(entry, other)).toEqual(['organisation', 'name', 'cost'])
  })

  test('is put over what others changed meanwhile', () => {
    const proposed = { ...entry, name: 'Proposed', facts: { ...entry.facts, cost: 'Free' } }
    const current = { ...entry, area: 'Lecco', facts: { ...entry.facts, address: 'Via Prova 1', cost: '5' } }
    expect(withChange(current, proposed, ['name', 'cost'])).toEqual({
      ...current,
      name: 'Proposed',
      facts: { ...current.facts, cost: 'Free' },
    })
  })
})

test('who keeps an entry changes it, everybody else proposes, and of a retired one nobody proposes anything', () => {
  const [worker, coordinator, manager] = [
    grantsOf(['worker']),
    grantsOf(['coordinator']),
    grantsOf(['network_manager']),
  ]
  expect(actsOn({ state: 'live', ours: true }, coordinator)).toEqual(['change', 'tend', 'retire'])
  expect(actsOn({ state: 'live', ours: true }, manager)).toEqual(['propose', 'tend'])
  expect(actsOn({ state: 'live', ours: false }, coordinator)).toEqual(['propose'])
  expect(actsOn({ state: 'live', ours: true }, worker)).toEqual(['propose'])
  expect(actsOn({ state: 'live', ours: false }, grantsOf(['liaison']))).toEqual([])
  expect(actsOn({ state: 'retired', ours: true }, manager)).toEqual([])
  expect(actsOn({ state: 'retired', ours: true }, coordinator)).toEqual(['restore'])
})

describe('finding services', () => {
  const service = (
    name: string,
    { openNow = null, ...more }: Partial<ServiceLine> = {},
    it = '',
    ours = false,
  ): Candidate => ({
    reported: false,
    line: {
      id: name,
      state: 'live',
      name,
      area: 'Milano',
      organisation: { id: 'x', name: 'Cooperativa Età' },
      desk: null,
      needs: [],
      languages: [],
      withoutPermit: 'not-stated',
      capacity: null,
      phone: null,
      assuredOn: day('2026-01-01'),
      stale: false,
      ...more,
    },
    facts: { about: { it, en: '' }, address: '', documentsAsked: '' },
    openNow: () => openNow,
    ours,
  })
  const find = (all: Candidate[], wanted: Partial<Wanted>) =>
    findServices(all, { show: 'live', order: 'relevance', ...wanted }).map(({ line }) => line.name)

  test('accents and capitals do not count, a word may be begun, and every word must be there', () => {
    const all = [service('Comunità alloggio'), service('Scuola')]
    expect(find(all, { words: 'COMUNITA' })).toEqual(['Comunità alloggio'])
    expect(find(all, { words: 'eta scu' })).toEqual(['Scuola'])
    expect(find(all, { words: 'scuola alloggio' })).toEqual([])
  })

  test('a word within another is found too, after those that begin so; two letters stand everywhere', () => {
    const all = [service('A dopolavoro'), service('B lavoro')]
    expect(find(all, { words: 'lavoro' })).toEqual(['B lavoro', 'A dopolavoro'])
    expect(find(all, { words: 'vo' })).toEqual([])
  })

  test('a word is found in another number or gender, after itself; short ones are not bent', () => {
    const all = [service('A Avvocati di strada'), service('B Avvocato di turno'), service('C Case'), service('D Caso')]
    expect(find(all, { words: 'avvocato' })).toEqual(['B Avvocato di turno', 'A Avvocati di strada'])
    expect(find(all, { words: 'avvocate' })).toEqual(['A Avvocati di strada', 'B Avvocato di turno'])
    expect(find([service('Lawyer on call')], { words: 'lawyers' })).toEqual(['Lawyer on call'])
    expect(find(all, { words: 'case' })).toEqual(['C Case'])
  })

  test('a name comes before a need, and a need before a description', () => {
    const all = [
      service('C', {}, 'Anche salute'),
      service('B', { needs: ['health'] }),
      service('Salute A'),
      service('D', {}, 'Altro'),
    ]
    expect(find(all, { words: 'salute' })).toEqual(['Salute A', 'B', 'C'])
  })

  test('hours, places and permits that are not stated are never taken for a yes', () => {
    const all = [
      service('Unsaid'),
      service('No', { openNow: false, withoutPermit: 'no', capacity: { free: 0, total: 4, at: '' } }),
      service('Total', { capacity: { free: null, total: 4, at: '' } }),
      service('Yes', { openNow: true, withoutPermit: 'yes', capacity: { free: 1, total: null, at: '' } }),
    ]
    expect(find(all, { open: 'now' })).toEqual(['Yes'])
    expect(find(all, { room: 'yes' })).toEqual(['Yes'])
    expect(find(all, { permit: 'without' })).toEqual(['Yes'])
  })

  test('those for which a desk answers can be found apart', () => {
    const all = [service('Nobody'), service('Somebody', { desk: { code: 'a', name: 'A' } })]
    expect(find(all, { desk: 'any' })).toEqual(['Somebody'])
    expect(find(all, {})).toHaveLength(2)
  })

  test('retired ones are found only by who asks for them; the ones to be checked first come first', () => {
    const all = [
      service('Late', { assuredOn: day('2025-12-01') }),
      service('Old', { assuredOn: day('2025-01-01'), stale: true }),
      service('Gone', { state: 'retired' }),
      service('Ours', {}, '', true),
    ]
    expect(find(all, { order: 'assured' })).toEqual(['Old', 'Late', 'Ours'])
    expect(find(all, { show: 'retired' })).toEqual(['Gone'])
    expect(find(all, { show: 'stale' })).toEqual(['Old'])
    expect(find(all, { show: 'ours' })).toEqual(['Ours'])
  })
})
