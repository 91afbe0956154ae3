import { expect, test } from 'vitest'
import { caseOfAddress } from './case-address.ts'

const id = '019bc1f0-0000-7000-8000-00000000000a'

test('the address of a case names its desk and the case, with or without host, query and capitals', () => {
  const wanted = { desk: 'pua-lecco', case: id }
  for (const text of [
    `https://varco.example.it/pua-lecco/casi/${id}`,
    ` /pua-lecco/casi/${id} `,
    `pua-lecco/casi/${id}?x=1#y`,
    `HTTPS://VARCO.EXAMPLE.IT/PUA-LECCO/CASI/${id.toUpperCase()}`,
  ])
    expect(caseOfAddress(text), text).toEqual(wanted)
})

test('the number of a case is said after its desk, in fours or in one', () => {
  const wanted = { desk: 'pua-lecco', number: '3f9a1c0477be' }
  for (const text of ['pua-lecco 3f9a-1c04-77be', ' PUA-Lecco, 3F9A 1C04 77BE ', 'pua-lecco/3f9a1c0477be'])
    expect(caseOfAddress(text), text).toEqual(wanted)
  for (const text of ['3f9a-1c04-77be', 'pua-lecco 3f9a-1c04', 'pua-lecco 3f9a-1c04-77bg', 'pua-lecco M-1234'])
    expect(caseOfAddress(text), text).toBeUndefined()
})

test('what is no address of a case names none', () => {
  for (const text of ['', id, `/pua-lecco/persone/${id}`, `/pua-lecco/casi/${id}x`, '/pua-lecco/casi/nuovo'])
    expect(caseOfAddress(text), text).toBeUndefined()
})
