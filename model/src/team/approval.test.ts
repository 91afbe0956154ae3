import { expect, test } from 'vitest'
import { isWanted, mayAnswer } from './approval.ts'

const on = { closing: true, sending: false }

test('what the desk wants approved is asked by everybody, whoever approves included', () => {
  expect(isWanted('close', on, ['one', 'two'], 'three')).toBe(true)
  expect(isWanted('close', on, ['one', 'two'], 'one')).toBe(true)
  expect(isWanted('send', on, ['one', 'two'], 'three')).toBe(false)
  expect(isWanted('send', { closing: false, sending: true }, ['one'], 'three')).toBe(true)
})

test('nobody asks where nobody else could approve', () => {
  expect(isWanted('close', on, ['one'], 'one')).toBe(false)
  expect(isWanted('close', on, [], 'three')).toBe(false)
})

test('who asked takes it back and approves nothing; somebody else approves or refuses, once', () => {
  const approver = (name: string) => ({ name, grants: ['team.approve'] as const })
  const waiting = { state: 'waiting', by: 'account:one', inherited: false } as const
  expect(mayAnswer(waiting, approver('account:one'))).toEqual(['withdraw'])
  expect(mayAnswer(waiting, approver('account:two'))).toEqual(['approve', 'refuse'])
  expect(mayAnswer(waiting, { name: 'account:three', grants: ['case.close'] })).toEqual([])
  for (const state of ['approved', 'refused', 'withdrawn'] as const)
    for (const name of ['account:one', 'account:two'])
      expect(mayAnswer({ ...waiting, state, inherited: true }, approver(name))).toEqual([])
})

test('to whom a case came takes back what was asked for it, and answers no more than before', () => {
  const came = { state: 'waiting', by: 'account:one', inherited: true } as const
  expect(mayAnswer(came, { name: 'account:two', grants: ['case.close'] })).toEqual(['withdraw'])
  expect(mayAnswer(came, { name: 'account:two', grants: ['team.approve'] })).toEqual(['approve', 'refuse', 'withdraw'])
})
