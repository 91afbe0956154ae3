import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '../calendar.ts'
import { dataScopes } from '../codes/data-scopes.ts'
import { legalBases } from '../codes/legal-bases.ts'
import { purposes } from '../codes/purposes.ts'
import { specialConditions } from '../codes/special-conditions.ts'
import { GroundFields } from './contract.ts'
import { coverOf, groundProblems, type Held, standingOf, type Wish } from './rules.ts'

const day = (text: string) => text as CivilDate
const today = day('2026-01-15')

const consent: Held = {
  id: 'g1',
  kind: 'consent',
  special: null,
  purpose: 'referral',
  recipient: 'body',
  body: 'b1',
  outside: '',
  scopes: ['identity', 'needs'],
  notice: { kind: 'consent-share', version: 1, language: 'fr' },
  how: 'spoken-mediator',
  fromDay: day('2026-01-10'),
  untilDay: day('2026-06-30'),
  end: null,
}
const wish: Wish = { purpose: 'referral', recipient: 'body', body: 'b1', outside: '', scopes: ['identity'] }

test('a consent rests on a text that asks for it, not on the information notice', () => {
  const told = { ...consent, notice: { kind: 'information' as const, version: 1, language: 'fr' as const } }
  expect(coverOf([told], wish, day('2026-03-01'))).toEqual({ reasons: [{ code: 'unread', ground: 'g1' }] })
})

test('an entry covers what it says, to whom it says, from its first day to its last', () => {
  for (const on of ['2026-01-10', '2026-03-01', '2026-06-30'])
    expect(coverOf([consent], wish, day(on))).toEqual({ by: 'g1' })
  expect(coverOf([consent], wish, day('2026-01-09'))).toEqual({ reasons: [{ code: 'not-yet', ground: 'g1' }] })
  expect(coverOf([consent], wish, day('2026-07-01'))).toEqual({ reasons: [{ code: 'expired', ground: 'g1' }] })
})

test('what was withdrawn covers nothing from that day on', () => {
  const ended = { ...consent, end: { day: today } }
  expect(coverOf([ended], wish, today)).toEqual({ reasons: [{ code: 'ended', ground: 'g1' }] })
  expect(coverOf([ended], wish, day('2026-01-14'))).toEqual({ by: 'g1' })
})

test('what is missing is named, field by field', () => {
  expect(coverOf([consent], { ...wish, scopes: ['identity', 'health', 'legal'] }, today)).toEqual({
    reasons: [{ code: 'scopes', ground: 'g1', missing: ['health', 'legal'] }],
  })
})

test('two entries never add up to one: each must cover the whole of it', () => {
  const other = { ...consent, id: 'g2', scopes: ['health' as const] }
  const both = coverOf([consent, other], { ...wish, scopes: ['identity', 'health'] }, today)
  expect(both).toEqual({
    reasons: [
      { code: 'scopes', ground: 'g1', missing: ['health'] },
      { code: 'scopes', ground: 'g2', missing: ['identity'] },
    ],
  })
})

test('another purpose, another body or the own desk is another thing', () => {
  const none = { reasons: [{ code: 'none' }] }
  expect(coverOf([], wish, today)).toEqual(none)
  expect(coverOf([consent], { ...wish, purpose: 'housing' }, today)).toEqual(none)
  expect(coverOf([consent], { ...wish, body: 'b2' }, today)).toEqual(none)
  expect(coverOf([consent], { ...wish, recipient: 'own-desk', body: null }, today)).toEqual(none)
})

test('a body outside the network is known by its name, however it is typed', () => {
  const outside = { ...consent, recipient: 'outside' as const, body: null, outside: 'Consolato  del Senegal' }
  const asked = { ...wish, recipient: 'outside' as const, body: null }
  expect(coverOf([outside], { ...asked, outside: ' consolato del SENEGAL' }, today)).toEqual({ by: 'g1' })
  expect(coverOf([outside], { ...asked, outside: 'Consolato del Mali' }, today)).toEqual({
    reasons: [{ code: 'none' }],
  })
})

test('a consent to a text that nobody read covers nothing; another basis needs none', () => {
  const unread = { ...consent, notice: null }
  expect(coverOf([unread], wish, today)).toEqual({ reasons: [{ code: 'unread', ground: 'g1' }] })
  expect(coverOf([{ ...unread, kind: 'public-task' }], wish, today)).toEqual({ by: 'g1' })
})

const said = (more: object) =>
  GroundFields.parse({
    kind: 'consent',
    purpose: 'care',
    recipient: 'own-desk',
    scopes: ['identity'],
    notice: { kind: 'consent-share', version: 1, language: 'it' },
    how: 'spoken',
    fromDay: '2026-01-15',
    ...more,
  })
const wrong = (more: object) => groundProblems(said(more), today).map(({ field, code }) => `${field} ${code}`)

test('a consent names the text and how it was given; a task names its law', () => {
  expect(wrong({})).toEqual([])
  expect(wrong({ notice: null, how: null })).toEqual(['notice missing', 'how missing'])
  expect(wrong({ kind: 'public-task' })).toEqual(['task missing'])
  expect(wrong({ kind: 'public-task', notice: null, how: null, task: 'L. 328/2000, art. 6' })).toEqual([])
})

test('health needs a condition of art. 9 that goes with the basis', () => {
  expect(wrong({ scopes: ['health'] })).toEqual(['special missing'])
  expect(wrong({ scopes: ['health'], special: 'art-9-2-g' })).toEqual(['special does-not-fit'])
  expect(wrong({ scopes: ['health'], special: 'art-9-2-a' })).toEqual([])
})

test('days and recipients fit together', () => {
  expect(wrong({ fromDay: '2026-01-16' })).toEqual(['fromDay date-future'])
  expect(wrong({ untilDay: '2026-01-14' })).toEqual(['untilDay ends-before'])
  expect(wrong({ recipient: 'outside' })).toEqual(['outside missing'])
  expect(wrong({ outside: 'somebody' })).toEqual(['outside not-expected'])
  expect(wrong({ recipient: 'body' })).toEqual(['body missing'])
})

const someDay = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days))
const scopes = fc.uniqueArray(fc.constantFrom(...dataScopes.map(({ code }) => code)), { minLength: 1 })
const held: fc.Arbitrary<Held> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...legalBases.map(({ code }) => code)),
  special: fc.option(fc.constantFrom(...specialConditions.map(({ code }) => code))),
  purpose: fc.constantFrom(...purposes.map(({ code }) => code)),
  recipient: fc.constantFrom('own-desk', 'body', 'outside'),
  body: fc.option(fc.constantFrom('b1', 'b2')),
  outside: fc.constantFrom('', 'x', 'y'),
  scopes,
  notice: fc.option(
    fc.record({
      kind: fc.constantFrom('information' as const, 'consent-share' as const),
      version: fc.constant(1),
      language: fc.constant('it' as const),
    }),
  ),
  how: fc.option(fc.constant('spoken' as const)),
  fromDay: someDay,
  untilDay: fc.option(someDay),
  end: fc.option(someDay.map((on) => ({ day: on }))),
})
const anyWish: fc.Arbitrary<Wish> = fc.record({
  purpose: fc.constantFrom(...purposes.map(({ code }) => code)),
  recipient: fc.constantFrom('own-desk', 'body', 'outside'),
  body: fc.option(fc.constantFrom('b1', 'b2')),
  outside: fc.constantFrom('', 'x', 'y'),
  scopes,
})

test('what covers is in force, says the same purpose and recipient, and holds every scope that is asked for', () => {
  fc.assert(
    fc.property(fc.array(held, { maxLength: 6 }), held, anyWish, someDay, (ledger, near, asked, on) => {
      const aimed = {
        ...asked,
        purpose: near.purpose,
        recipient: near.recipient,
        body: near.body,
        outside: near.outside,
      }
      const cover = coverOf([...ledger, near], aimed, on)
      if (!('by' in cover)) {
        expect(cover.reasons.length).toBeGreaterThan(0)
        return
      }
      const by = [...ledger, near].find(({ id }) => id === cover.by) as Held
      expect(standingOf(by, on)).toBe('in-force')
      expect([by.purpose, by.recipient]).toEqual([aimed.purpose, aimed.recipient])
      expect(aimed.scopes.filter((scope) => !by.scopes.includes(scope))).toEqual([])
    }),
  )
})

test('an entry more never takes cover away, and ending all of them leaves none', () => {
  fc.assert(
    fc.property(fc.array(held, { maxLength: 6 }), held, anyWish, someDay, (ledger, more, asked, on) => {
      if ('by' in coverOf(ledger, asked, on)) expect(coverOf([...ledger, more], asked, on)).toHaveProperty('by')
      expect(
        coverOf(
          ledger.map((each) => ({ ...each, end: { day: on } })),
          asked,
          on,
        ),
      ).toHaveProperty('reasons')
    }),
  )
})
