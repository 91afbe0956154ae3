import { expect, test } from 'vitest'
import { roles } from '../grants.ts'
import { MOST_CASE_BYTES, MOST_FILES, PART_BYTES } from './contract.ts'
import {
  fileProblem,
  mayView,
  missingParts,
  partCount,
  partLength,
  roomOf,
  roomProblem,
  takeBackRefusal,
} from './rules.ts'

test('parts are as many as it takes, each of a megabyte but the last', () => {
  for (const size of [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 50 * PART_BYTES, 3 * PART_BYTES + 7]) {
    const lengths = Array.from({ length: partCount(size) }, (_, no) => partLength(size, no))
    expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(size)
    expect(lengths.slice(0, -1).every((each) => each === PART_BYTES)).toBe(true)
    expect(partLength(size, lengths.length)).toBe(0)
    expect(partLength(size, -1)).toBe(0)
  }
  expect(missingParts(3 * PART_BYTES, [1])).toEqual([0, 2])
  expect(missingParts(3 * PART_BYTES, [2, 1, 0])).toEqual([])
})

test('five hundred files and two gigabytes; what was taken back or refused takes up nothing', () => {
  const kept = (size: number) => ({ state: 'kept' as const, size })
  expect(roomProblem(roomOf([]), 1)).toBeNull()
  const many = Array.from({ length: MOST_FILES }, () => kept(1))
  expect(roomProblem(roomOf(many), 1)).toBe('files-many')
  expect(roomProblem(roomOf([...many.slice(1), { state: 'taken-back', size: 1 }]), 1)).toBeNull()
  const full = [kept(MOST_CASE_BYTES - 10), { state: 'refused' as const, size: 100 }]
  expect(roomProblem(roomOf(full), 10)).toBeNull()
  expect(roomProblem(roomOf(full), 11)).toBe('files-full')
  expect(roomOf([kept(MOST_CASE_BYTES), { state: 'arriving', size: 5 }]).room).toBe(0)
})

test('a file is about one thing', () => {
  expect(fileProblem({ document: null, note: null })).toBeNull()
  expect(fileProblem({ document: 'permit', note: null })).toBeNull()
  expect(fileProblem({ document: 'permit', note: 'x' })).toEqual({ field: 'note', code: 'does-not-fit' })
})

test('what is restricted is shown to who attached it and to legal advisers, and to no other role', () => {
  const file = { visibility: 'legal' as const, by: 'account:1' }
  const may = roles.filter((role) => mayView(file, { name: 'account:2', roles: [role] }))
  expect(may).toEqual(['legal_adviser'])
  expect(mayView(file, { name: 'account:1', roles: [] })).toBe(true)
  expect(mayView({ ...file, visibility: 'desk' }, { name: 'account:2', roles: ['worker'] })).toBe(true)
})

test('evidence is taken back by a coordinator alone, and nothing twice', () => {
  const file = { state: 'kept' as const, visibility: 'desk' as const, by: 'account:1', evidence: false }
  const worker = { name: 'account:2', roles: ['worker'] as const, mayWrite: true }
  const coordinator = { name: 'account:3', roles: ['coordinator'] as const, mayWrite: false }
  expect(takeBackRefusal(file, worker)).toBeNull()
  expect(takeBackRefusal(file, { ...worker, mayWrite: false })).toBe('not-yours')
  expect(takeBackRefusal({ ...file, visibility: 'legal' }, worker)).toBe('not-yours')
  expect(takeBackRefusal({ ...file, evidence: true, by: worker.name }, worker)).toBe('file-evidence')
  expect(takeBackRefusal({ ...file, evidence: true, visibility: 'legal' }, coordinator)).toBeNull()
  for (const state of ['taken-back', 'refused', 'arriving'] as const)
    for (const actor of [worker, coordinator]) expect(takeBackRefusal({ ...file, state }, actor)).toBe('file-gone')
})
