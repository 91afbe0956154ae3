import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { PART_BYTES } from '#model/files/contract.ts'
import type { Caller } from './testing.ts'

export const sha256Of = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** A file as a form begins it. */
export const newFile = (bytes: Buffer | string, more: object = {}) => ({
  id: v7(),
  name: 'Contratto.txt',
  size: Buffer.byteLength(bytes),
  sha256: sha256Of(bytes),
  ...more,
})

export const partsOf = (bytes: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, no) =>
    bytes.subarray(no * PART_BYTES, (no + 1) * PART_BYTES),
  )

export const sendPart = (by: Caller, kase: string, id: string, no: number, bytes: Buffer | string) =>
  by.upload(`/cases/${kase}/files/${id}/parts/${no}`, bytes)

export const endOf = (by: Caller, kase: string, id: string) => by.call('POST', `/cases/${kase}/files/${id}/end`)

async function done(sent: Promise<{ status: number; body: unknown }>) {
  const { status, body } = await sent
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
}

/** Begins a file, and sends some of its parts; answers with its id. */
export async function beginWith(
  by: Caller,
  kase: string,
  bytes: Buffer,
  more: object = {},
  parts = Infinity,
): Promise<string> {
  const file = newFile(bytes, more)
  await done(by.call('POST', `/cases/${kase}/files`, file))
  for (const [no, part] of partsOf(bytes).entries()) if (no < parts) await done(sendPart(by, kase, file.id, no, part))
  return file.id
}

/** Puts a file in a case; answers with its id. */
export async function keep(by: Caller, kase: string, bytes: Buffer | string, more: object = {}): Promise<string> {
  const id = await beginWith(by, kase, Buffer.from(bytes), more)
  await done(endOf(by, kase, id))
  return id
}
