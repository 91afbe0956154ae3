import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '../calendar.ts'
import { codesOf } from '../codes/code-list.ts'
import { languages } from '../codes/languages.ts'
import { needs } from '../codes/needs.ts'
import { wayKinds, worksFrom } from './codes.ts'
import type { ServiceFacts } from './contract.ts'
import { askedFor, pageOfList } from './find-public.ts'
import { fullService, type PublicService, type Voice } from './hsds.ts'
import { entryOfHsds, problemsOf } from './hsds-reading.ts'
import { HsdsService } from './hsds-shapes.ts'

const voice: Voice = { language: 'it', say: (key) => key, idOf: (kind, key) => `${kind} ${key}` }
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const hours = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 700 })).map(([from, long]) => ({
  from: clock(from),
  to: clock(from + long),
}))
const plain = fc.stringMatching(/^[A-Za-zàèéìòù]{1,12}( [a-z]{1,9}){0,2}$/)
const some = <C extends string>(list: readonly C[]) => fc.uniqueArray(fc.constantFrom(...list), { maxLength: 4 })
const first = '2026-01-01' as CivilDate

const facts: fc.Arbitrary<ServiceFacts> = fc.record({
  needs: some(codesOf(needs)),
  languages: some(codesOf(languages)) as fc.Arbitrary<ServiceFacts['languages']>,
  opening: fc.option(
    fc.record({
      weekly: fc
        .array(hours, { minLength: 1, maxLength: 7 })
        .map((rows) => rows.map((row, at) => ({ days: [at + 1], ...row }))),
      exceptions: fc.array(fc.tuple(fc.option(hours), fc.option(plain)), { maxLength: 4 }).map((rows) =>
        rows.map(([open, note], at) => ({
          from: addDays(first, at * 10),
          until: addDays(first, at * 10 + (at % 3)),
          hours: open ? [open] : [],
          note: note ?? '',
        })),
      ),
      onHolidays: fc.constantFrom('closed' as const),
      byAppointment: fc.constant(false),
    }),
  ),
  address: fc.constantFrom('', 'Via Inventata 1, Milano'),
  ways: fc.array(
    fc.record({
      kind: fc.constantFrom(...codesOf(wayKinds).filter((kind) => ['phone', 'free-number', 'whatsapp'].includes(kind))),
      value: plain,
      from: fc.constantFrom(...codesOf(worksFrom)),
      note: fc.oneof(fc.constant(''), plain),
    }),
    { maxLength: 4 },
  ),
  documentsAsked: fc.oneof(fc.constant(''), plain),
  eligibility: fc.array(fc.record({ programme: plain, who: plain }), { maxLength: 3 }),
  withoutPermit: fc.constantFrom('yes' as const, 'not-stated' as const),
  cost: fc.oneof(fc.constant(''), plain),
  about: plain.map((it) => ({ it, en: '' })),
  public: fc.constant(false),
})
const published = facts.map(
  (each): PublicService => ({
    id: '0198c0de-0000-7000-8000-000000000001',
    name: 'Sportello legale',
    area: 'Milano',
    facts: each,
    organisation: { id: '0198c0de-0000-7000-8000-000000000002', name: 'Ente inventato' },
    capacity: null,
    assuredOn: '2026-01-10',
    changedAt: '2026-01-12T10:00:00.000Z',
  }),
)

describe('a service as the standard says it', () => {
  test('is of the declared shape, and read again it is the entry that it was', () => {
    fc.assert(
      fc.property(published, (it) => {
        const said = fullService(it, voice)
        expect(HsdsService.parse(said)).toEqual(said)
        const read = entryOfHsds(said)
        expect(read).toMatchObject({ id: it.id, assuredOn: it.assuredOn, notUnderstood: [] })
        expect(read.entry).toMatchObject({ name: it.name, area: it.area, newOrganisation: 'Ente inventato' })
        expect((read.entry as { facts: unknown }).facts).toEqual(it.facts)
        expect(problemsOf(read.entry)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('whatever is read becomes an entry or says what is wrong with it, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(HsdsService.shape)), fc.jsonValue()), (raw) => {
        const { entry } = entryOfHsds(raw)
        expect(Array.isArray(problemsOf(entry))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('words that mean none of our codes are told', () => {
    const { notUnderstood, entry } = entryOfHsds({
      name: 'X y',
      organization: { name: 'Ente' },
      languages: [{ name: 'Klingon', code: 'tlh' }, { name: 'Arabo' }],
      attributes: [{ taxonomy_term: { code: '', name: 'Surf' } }, { taxonomy_term: { code: '', name: 'Casa' } }],
    })
    expect(notUnderstood).toEqual([
      { field: 'needs', text: 'Surf' },
      { field: 'languages', text: 'Klingon' },
    ])
    expect(entry).toMatchObject({ facts: { needs: ['housing'], languages: ['ar'] } })
  })
})

test('every page of a list together is the list', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (list, size) => {
      const pages = Math.max(1, Math.ceil(list.length / size))
      const all = Array.from({ length: pages }, (_, at) => pageOfList(list, at + 1, size))
      expect(all.flatMap(({ contents }) => contents)).toEqual(list)
      expect(all.map(({ last_page }) => last_page)).toEqual(all.map((_, at) => at === pages - 1))
      expect(pageOfList(list, pages + 1, size).empty).toBe(true)
    }),
  )
})

test('whoever is asked for by everything that it has is found', () => {
  fc.assert(
    fc.property(published, (it) => {
      const {
        needs: [need],
        languages: [language],
      } = it.facts
      expect(
        askedFor([it], { search: 'LEGALE ente', need, language, organization_id: it.organisation.id }, voice.idOf),
      ).toEqual([it])
      expect(askedFor([it], { search: 'altro' }, voice.idOf)).toEqual([])
    }),
  )
})
