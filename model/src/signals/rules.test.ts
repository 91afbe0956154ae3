import { expect, test } from 'vitest'
import { SignalAct, SignalState } from './contract.ts'
import { decide, mayDo, named } from './rules.ts'

test('a signal is seen, then taken on or not, then closed; each step once', () => {
  expect(decide('sent', 'see', null)).toEqual({ to: 'seen' })
  expect(decide('seen', 'see', null)).toEqual({ refused: 'already' })
  expect(decide('sent', 'take', null)).toEqual({ refused: 'not-yet' })
  expect(decide('seen', 'take', null)).toEqual({ to: 'taken' })
  expect(decide('taken', 'take', null)).toEqual({ refused: 'already' })
  expect(decide('taken', 'close', null)).toEqual({ to: 'closed' })
  expect(decide('sent', 'close', null)).toEqual({ refused: 'not-yet' })
})

test('what is not followed up says why', () => {
  expect(decide('seen', 'decline', null)).toEqual({ refused: 'reason-missing' })
  expect(decide('taken', 'decline', 'not-wanted')).toEqual({ to: 'declined' })
})

test('after its end nothing is done with it, and what is offered is what is possible', () => {
  for (const state of SignalState.options)
    for (const act of SignalAct.options) {
      const answer = decide(state, act, 'not-ours')
      expect('to' in answer, `${act} in ${state}`).toBe(mayDo(state).includes(act))
      if (state === 'closed' || state === 'declined') expect(answer).toEqual({ refused: 'ended' })
    }
})

test('who somebody is travels only with the person’s yes', () => {
  const said = { name: 'Amina', phone: '348' }
  expect(named({ ...said, agreed: 'yes' })).toEqual([])
  expect(named({ ...said, agreed: 'no' })).toEqual(['name', 'phone'])
  expect(named({ name: '', phone: '348', agreed: 'not-asked' })).toEqual(['phone'])
  expect(named({ name: '', phone: '', agreed: 'no' })).toEqual([])
})
