import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { DraftKind } from '#model/drafts/contract.ts'
import { type DraftCopy, packDraft, unpackDraft } from './newest.ts'

type Row = {
  id: string
  account: string
  desk: string
  kind: DraftKind
  record: string | null
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
  savedAt: string
  /** Not yet on the server. */
  waits: boolean
}

/** Of a draft that was thrown away and may still be on the server: nothing but that. */
type Thrown = Pick<Row, 'id' | 'account' | 'desk' | 'waits'> & { thrown: true }

interface Shape extends DBSchema {
  drafts: { key: string; value: Row | Thrown }
}

const isThrown = (row: Row | Thrown): row is Thrown => 'thrown' in row

let opened: Promise<IDBPDatabase<Shape>> | undefined
let key: CryptoKey | undefined
let account = ''

const store = () =>
  (opened ??= openDB<Shape>('varco', 1, {
    upgrade: (db) => {
      db.createObjectStore('drafts', { keyPath: 'id' })
    },
  }))

/** The key of the member's drafts, given by the server at sign-in; it cannot be taken out of the browser's memory. */
export async function unlockDevice(accountId: string, draftKey: string): Promise<void> {
  if (account === accountId && key) return
  const bytes = Uint8Array.from(atob(draftKey), (letter) => letter.charCodeAt(0))
  // Outside a secure context there is no cipher: then drafts go to the server only.
  const imported = await crypto.subtle?.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  // Together: a row is never read or sealed for one account with the key of another.
  account = accountId
  key = imported
}

/** The place of a draft is bound in: a row moved elsewhere does not open. */
const bound = (row: Pick<Row, 'id' | 'account' | 'desk'>) =>
  new TextEncoder().encode(`${row.account}/${row.desk}/${row.id}`)

export async function keepOnDevice(desk: string, copy: DraftCopy, waits: boolean): Promise<boolean> {
  if (!key) return false
  const row = { id: copy.id, account, desk, kind: copy.kind, record: copy.record, savedAt: copy.savedAt, waits }
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(packDraft(copy.kept))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(row) }, key, text)
  await (await store()).put('drafts', { ...row, iv, sealed })
  return true
}

export type DeviceDraft = DraftCopy & { desk: string; waits: boolean }

/** The drafts that this account keeps on this device; what does not open any more is dropped. */
export async function draftsOnDevice(): Promise<DeviceDraft[]> {
  if (!key) return []
  const db = await store()
  const found: DeviceDraft[] = []
  for (const row of await db.getAll('drafts')) {
    if (row.account !== account || isThrown(row)) continue
    const opened = await unseal(row)
    if (opened) found.push(opened)
    else await db.delete('drafts', row.id)
  }
  return found
}

async function unseal(row: Row): Promise<DeviceDraft | null> {
  if (!key) return null
  try {
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: row.iv, additionalData: bound(row) },
      key,
      row.sealed,
    )
    const kept = unpackDraft(new TextDecoder().decode(text))
    return (
      kept && {
        id: row.id,
        desk: row.desk,
        kind: row.kind,
        record: row.record,
        savedAt: row.savedAt,
        waits: row.waits,
        kept,
      }
    )
  } catch {
    return null
  }
}

/** Instead of a draft stands that it is to be thrown away on the server, until that was done. */
export async function markThrown(desk: string, id: string): Promise<void> {
  if (key) await (await store()).put('drafts', { id, account, desk, waits: true, thrown: true })
}

/** The drafts of a desk that this account threw away here, and of which the server may not know yet. */
export async function thrownOnDevice(desk: string): Promise<string[]> {
  if (!key) return []
  const rows = await (await store()).getAll('drafts')
  return rows.flatMap((row) => (isThrown(row) && row.account === account && row.desk === desk ? [row.id] : []))
}

export async function dropFromDevice(id: string): Promise<void> {
  if (key) await (await store()).delete('drafts', id)
}

/**
 * Sign-out: what this account sent goes from the device, and what it could not send only where it was asked to go
 * (`unsentToo`). The rows of others stay: only their own key opens them, and they find their text at their next sign-in.
 */
export async function wipeDevice(unsentToo: boolean): Promise<void> {
  if (key) {
    const db = await store()
    for (const row of await db.getAll('drafts'))
      if (row.account === account && (unsentToo || !row.waits)) await db.delete('drafts', row.id)
  }
  key = undefined
  account = ''
}
