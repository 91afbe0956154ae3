import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Caller } from './testing.ts'

export const newSafeContact = (more: object = {}) => ({
  no: 0,
  callName: 'Anna',
  ways: ['chat'],
  never: ['call'],
  when: 'dopo le 20',
  language: 'bn',
  mediator: 'woman',
  ...more,
})
export const newMinor = (more: object = {}) => ({ no: 0, companion: 'other-adult', guardian: 'asked', ...more })
export const newRelative = (more: object = {}) => ({
  no: 0,
  relation: 'child',
  name: 'Sami',
  birthDate: '2015',
  ...more,
})

/** How a person is reached, with whom a minor is here, and somebody of the family. */
export async function addTies(
  by: Caller,
  person: string,
  more: { safeContact?: object; minor?: object; relative?: object } = {},
) {
  const relative = v7()
  const put = async (path: string, body: object) => {
    const answer = await by.call('PUT', `/persons/${person}/${path}`, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  if (more.safeContact) await put('safe-contact', newSafeContact(more.safeContact))
  if (more.minor) await put('minor', newMinor(more.minor))
  await put(`relatives/${relative}`, newRelative(more.relative))
  return { relative }
}
