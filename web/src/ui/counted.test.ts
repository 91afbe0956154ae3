import { expect, test } from 'vitest'
import { COUNTED } from '#model/endpoint.ts'
import { speaker } from '#model/message-catalogue.ts'
import { messages as en } from '../messages-en.ts'
import { messages as it } from '../messages-it.ts'
import { counted } from './counted.ts'

const [italian, english] = [speaker(it, 'it'), speaker(en, 'en')]

test('a list that is longer than it is counted says so', () => {
  const totals = [0, 1, COUNTED, COUNTED + 1].map(counted)
  expect(totals.map((total) => italian('cases.count', total))).toEqual([
    '0 casi',
    'Un caso',
    '300 casi',
    'Oltre 300 casi',
  ])
  expect(totals.map((total) => english('people.count', total))).toEqual([
    '0 persons',
    'One person',
    '300 persons',
    'More than 300 persons',
  ])
  expect(totals.map((total) => italian('ui.count', total))).toEqual(['0', '1', '300', 'oltre 300'])
})
