import { expect, test } from 'vitest'
import { ReferralState } from './contract.ts'
import { fileRefusal } from './files.ts'

test('a file goes after the yes and until the end, at most twenty of a side, and never by link', () => {
  const may = ReferralState.options.filter((state) => fileRefusal({ state, byLink: false }, 0) === null)
  expect(may).toEqual(['accepted', 'in-progress'])
  expect(fileRefusal({ state: 'draft', byLink: false }, 0)).toBe('file-not-now')
  expect(fileRefusal({ state: 'accepted', byLink: true }, 0)).toBe('file-needs-desk')
  expect(fileRefusal({ state: 'accepted', byLink: false }, 19)).toBeNull()
  expect(fileRefusal({ state: 'accepted', byLink: false }, 20)).toBe('file-too-many')
})
