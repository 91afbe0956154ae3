import { readFile } from 'node:fs/promises'
import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import type { ImportError, ImportMode, ImportRun } from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
import type { Caller } from './testing.ts'

/** The files that the project ships as fixture and demonstration data. */
export const seed = (name: 'register-2025.csv' | 'register-2025.xlsx' | 'persons.csv' | 'cases.csv') =>
  readFile(`${import.meta.dirname}/../seeds/${name}`)

export async function upload(
  by: Caller,
  bytes: Buffer | string,
  id = v7(),
  name = 'register.csv',
  kind: ImportKind = 'contacts',
): Promise<ImportRun> {
  const { status, body } = await by.upload(`/imports/${id}?kind=${kind}`, bytes, name)
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** Asks until the job runner is through with it. */
export async function finished(by: Caller, id: string): Promise<ImportRun> {
  const state = async () => (await openRun(by, id)).state
  const ended = /^(done|refused|failed|unreadable)$/
  await vi.waitFor(async () => expect(await state()).toMatch(ended), { timeout: 25_000, interval: 20 })
  return openRun(by, id)
}

const openRun = async (by: Caller, id: string): Promise<ImportRun> => (await by.call('GET', `/imports/${id}`)).body

/** Uploads and imports a register, or a file of another kind, through the outbox and the job runner. */
export async function importRegister(
  by: Caller,
  bytes: Buffer | string,
  mode: ImportMode = 'valid-rows',
  kind: ImportKind = 'contacts',
): Promise<ImportRun> {
  const { id } = await upload(by, bytes, v7(), 'register.csv', kind)
  return start(by, id, mode)
}

/** Imports what was previewed. */
export async function start(by: Caller, id: string, mode: ImportMode = 'valid-rows'): Promise<ImportRun> {
  const started = await by.call('POST', `/imports/${id}/run`, { mode })
  if (started.status !== 200) throw new Error(`answered ${started.status}: ${JSON.stringify(started.body)}`)
  return finished(by, id)
}

export const errorsOf = async (by: Caller, id: string): Promise<ImportError[]> =>
  (await by.call('GET', `/imports/${id}/errors`)).body.rows
