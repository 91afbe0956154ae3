import { CompiledQuery } from 'kysely'
import type { ClientConfig, Pool } from 'pg'
import { decrypt, encrypt } from './cipher.ts'
import { type Db, openPool, type Tx, transaction } from './db.ts'
import { ensureKeyFile, KeyFileError, type MasterKeys, readKeyFile } from './key-file.ts'

/** A key of a desk, wrapped by a master key. Values are sealed with the newest; there is one for tags. */
export type DataKeyRow = {
  desk_id: string
  purpose: 'seal' | 'tag'
  no: number
  master: string
  wrapped: Buffer
  created_at: string
}
export type DataKeyTable = { data_key: DataKeyRow }

type Named = Pick<DataKeyRow, 'desk_id' | 'purpose' | 'no'>

const bound = ({ desk_id, purpose, no }: Named, master: string) => `data_key|${desk_id}|${purpose}|${no}|${master}`

/** Wraps a key by the current master key. */
export function wrapped(masters: MasterKeys, row: Named, key: Buffer): Pick<DataKeyRow, 'master' | 'wrapped'> {
  const master = masters.current
  return { master, wrapped: encrypt(masterOf(masters, master), 0, bound(row, master), key) }
}

export const unwrapped = (masters: MasterKeys, row: DataKeyRow): Buffer =>
  decrypt(masterOf(masters, row.master), bound(row, row.master), row.wrapped)

function masterOf({ keys, file }: MasterKeys, id: string) {
  const key = keys.get(id)
  if (!key)
    throw new KeyFileError(
      `the key file ${file ?? ''} does not hold the master key "${id}", which this database needs: put back the key file of this installation, from its own backup`,
    )
  return key
}

/** The newest key for sealing in a desk; 0 if there is none. Every write asks: it is not put together anew each time. */
export async function newestSeal(tx: Tx, desk: string): Promise<number> {
  const text = `select no from data_key where desk_id = $1 and purpose = 'seal' order by no desc limit 1`
  const { rows } = await tx.executeQuery<{ no: number }>(CompiledQuery.raw(text, [desk]))
  return rows[0]?.no ?? 0
}

/** Data keys of all desks, for the platform role. */
export const allDataKeys = (platform: Pool): Promise<DataKeyRow[]> =>
  transaction(platform, null, (tx: Db<DataKeyTable>) =>
    tx.selectFrom('data_key').selectAll().orderBy('desk_id').orderBy('purpose').orderBy('no').execute(),
  )

/** The key file of a database; made with it, and never in the place of one that was lost. Throws KeyFileError. */
export async function keysOfDatabase(path: string, platform: ClientConfig, mayMake: boolean): Promise<MasterKeys> {
  const pool = openPool(platform, 1)
  const rows = await allDataKeys(pool).finally(() => pool.end())
  const keys = mayMake && rows.length === 0 ? ensureKeyFile(path) : readKeyFile(path)
  checkMasters(keys, rows)
  return keys
}

/** Throws KeyFileError unless these master keys open every data key of the database: another installation's do not. */
function checkMasters(masters: MasterKeys, rows: readonly DataKeyRow[]): void {
  for (const row of rows) {
    try {
      unwrapped(masters, row)
    } catch (error) {
      if (error instanceof KeyFileError) throw error
      throw new KeyFileError(
        `the key file ${masters.file ?? ''} is not the one of this database: its key "${row.master}" is another one. Put back the key file of this installation, from its own backup`,
      )
    }
  }
}
