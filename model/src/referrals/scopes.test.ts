import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUND_ENDED, type ReferralFacts, ReferralState, Scope, Snapshot } from './contract.ts'
import { inTwoStages, minimum, missingOf, seenByReceiver, snapshotOf } from './scopes.ts'

const facts = {
  need: 'legal',
  language: 'fr',
  sex: 'F',
  ageBand: '25-34',
  question: 'Consulenza su un contratto',
  name: 'Amina Prova',
  birthDate: '1996-05',
  phones: ['333 0000000'],
  address: 'Via della Prova 1',
  citizenship: 'SEN',
  stayDocument: 'receipt',
  taxCode: 'PRVMNA96E45Z343X',
  profile: 'exploited',
  sector: 'not_asked',
  workForm: 'declined',
  story: 'Racconto inventato',
} as ReferralFacts

const someScopes = fc.uniqueArray(fc.constantFrom(...Scope.options))
const someFacts = fc
  .subarray(Scope.options)
  .map((known) => Object.fromEntries(known.map((scope) => [scope, facts[scope]])) as Partial<ReferralFacts>)
const keys = (of: object) => Object.keys(of).sort()

test('the invented facts are facts', () => {
  expect(Snapshot.parse(facts)).toEqual(facts)
})

test('what travels is the minimum and what was picked, as far as it is known, and nothing else', () => {
  fc.assert(
    fc.property(someFacts, someScopes, (known, picked) => {
      const sent = snapshotOf(known, picked)
      const wanted = Scope.options.filter(
        (scope) => known[scope] !== undefined && ([...picked, ...minimum] as Scope[]).includes(scope),
      )
      expect(keys(sent)).toEqual([...wanted].sort())
      for (const scope of wanted) expect(sent[scope]).toBe(facts[scope])
      expect(missingOf(sent)).toEqual(minimum.filter((scope) => known[scope] === undefined))
    }),
  )
})

test('the receiver sees who it is only after saying yes, and nothing after it was refused, taken back or expired', () => {
  const sent = snapshotOf(facts, ['name', 'phones', 'story'])
  const seen = Object.fromEntries(
    ReferralState.options.map((state) => [state, keys(seenByReceiver(sent, { state, reason: null }))]),
  )
  const [none, some, all] = [[], [...minimum].sort(), keys(sent)]
  expect(seen).toEqual({
    draft: none,
    sent: some,
    seen: some,
    accepted: all,
    declined: none,
    'in-progress': all,
    done: all,
    interrupted: all,
    withdrawn: none,
    expired: none,
  })
})

test('the two parts that are sealed are the whole, and share no field', () => {
  fc.assert(
    fc.property(someFacts, someScopes, (known, picked) => {
      const sent = snapshotOf(known, picked)
      const { first, second } = inTwoStages(sent)
      expect({ ...first, ...second }).toEqual(sent)
      expect(keys(first).filter((scope) => scope in second)).toEqual([])
      expect(first).toEqual(seenByReceiver(sent, { state: 'seen', reason: null }))
    }),
  )
})

test('what was shared on a ground that ended shows nothing of the person, what was interrupted otherwise does', () => {
  const sent = snapshotOf(facts, ['name'])
  expect(seenByReceiver(sent, { state: 'interrupted', reason: GROUND_ENDED })).toEqual({})
  expect(seenByReceiver(sent, { state: 'interrupted', reason: 'other' })).toEqual(sent)
})
