import { expect, test } from 'vitest'
import { LocalEdit } from '#model/documents/edit-contract.ts'
import { askedFor, localValues, newNeed, newWay, readLocal } from './local-values.ts'

const paper = '0190f3a0-0000-7000-8000-000000000001'
const said = (it: string, en = '') => ({ it, en })
const facts = {
  ...{ where: said('Anagrafe', 'Registry'), bring: said(''), time: said('Un mese') },
  ...{ requires: [['passport', 'permit'], ['tax-code']], source: 'Comune', checkedOn: '2026-01-10' },
  ...{ validFrom: '2026-01-01', validUntil: null },
}
const own = LocalEdit.parse({ own: { area: 'work', name: said('Attestazione') }, ways: [], ...facts })
const change = LocalEdit.parse({ own: null, ways: [{ insteadOf: 'passport', also: paper }], ...facts })

test('an edit is typed and read as it was', () => {
  expect(readLocal(localValues(paper, 3, own))).toEqual({ ok: true, body: own })
  expect(readLocal(localValues('tax-code', 3, change))).toEqual({ ok: true, body: change })
})

test('lines in which nothing is chosen are passed over, what is half said or missing is told', () => {
  const values = localValues('tax-code', 0, change)
  const lines = { ...values, requires: [...values.requires, newNeed()], ways: [...values.ways, newWay()] }
  expect(readLocal(lines)).toEqual({ ok: true, body: change })
  const half = { ...newWay(), also: 'permit' }
  expect(readLocal({ ...values, ways: [half], source: ' ', checkedOn: 'soon', validFrom: '31/2/2026' })).toEqual({
    ok: false,
    wrong: {
      [`way-${half.key}`]: 'documents.local-way-half',
      source: 'field.missing',
      checkedOn: 'field.not-a-date',
      validFrom: 'field.no-such-day',
    },
  })
  expect(readLocal(localValues(paper, 0, null))).toEqual({
    ok: false,
    wrong: { checkedOn: 'field.missing', source: 'field.missing', name: 'field.missing' },
  })
})

test('another way stands in the place of what the product asks', () => {
  expect(askedFor('tax-code')).toContain('passport')
  expect(askedFor('passport')).toEqual([])
})
