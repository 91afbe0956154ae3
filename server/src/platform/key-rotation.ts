import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { auditWrite } from './audit.ts'
import { newId } from './clock.ts'
import { CommandError, type ConsoleHouse, consoleActor } from './command.ts'
import { allDataKeys, type DataKeyRow, type DataKeyTable, unwrapped, wrapped } from './data-keys.ts'
import { type Db, transaction } from './db.ts'
import { type DeskHere, enterDesk } from './door.ts'
import { deskById } from './job.ts'
import { addMaster, dropOldMasters, type MasterKeys, readKeyFile } from './key-file.ts'
import { resealDesk } from './reseal.ts'

const ROTATING = [0x7661, 6]
const ACT = 'key rotate'

export type Rotated = { current: string; resumed: boolean; desks: number; values: number; retired: string[] }

export type Tell = (key: string, values?: Record<string, string | number>) => void

/**
 * Resolves when every transaction of this database that runs now has ended: those that begin later see what is committed
 * by now, and what stands in the key file. Each holds a lock on its own number, which the database lists.
 */
async function othersEnded(platform: pg.Pool, tell: Tell): Promise<void> {
  const running = () =>
    transaction(platform, null, async (tx) => {
      const { rows } = await sql<{ no: string }>`
        select l.virtualxid as no from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'virtualxid' and l.granted and a.datname = current_database() and a.usesysid is not null
          and a.pid <> pg_backend_pid()`.execute(tx)
      return rows.map((row) => row.no)
    })
  const before = new Set(await running())
  for (let round = 0; before.size > 0; round += 1) {
    const now = new Set(await running())
    for (const no of before) if (!now.has(no)) before.delete(no)
    if (before.size > 0 && round === 40) tell('console.key-waiting', { count: before.size })
    if (before.size > 0) await delay(50)
  }
}

/**
 * A new master key and, unless `masterOnly`, a new data key for every desk. What it has done stands in the key file and in
 * `data_key`: a desk has begun when its newest key is wrapped by the current master key, and an old key is there as long as
 * something may need it. Interrupted anywhere, the next call goes on; only when nothing is left to do it begins anew.
 */
export async function rotateKeys(house: ConsoleHouse, masterOnly: boolean, tell: Tell): Promise<Rotated> {
  const file = house.keys.file
  if (file === undefined) throw new CommandError('console.environment')
  const lock = await house.platform.connect()
  try {
    const { rows } = await lock.query('select pg_try_advisory_lock($1, $2) as free', ROTATING)
    if (!rows[0].free) throw new CommandError('console.key-busy')
    const found = readKeyFile(file)
    const resumed = found.keys.size > 1
    const mode = masterOnly ? 'master-only' : 'everything'
    // What was begun is ended before anything else: half of one and half of the other would look like the whole.
    if (resumed && found.rotating !== undefined && found.rotating !== mode)
      throw new CommandError(masterOnly ? 'console.key-began-everything' : 'console.key-began-master-only')
    const keys = resumed ? found : addMaster(file, mode)
    tell(resumed ? 'console.key-resumed' : 'console.key-begun', { current: keys.current, path: file })
    await othersEnded(house.platform, tell)
    const desks = await desksWithKeys(house)
    const values = masterOnly ? 0 : await newDataKeys(house, keys, desks, tell)
    await rewrapAll(house, keys)
    const retired = [...keys.keys.keys()].filter((id) => id !== keys.current)
    dropOldMasters(file)
    return { current: keys.current, resumed, desks: desks.length, values, retired }
  } finally {
    // A connection that is lost has lost its lock too.
    const unlocked = lock.query('select pg_advisory_unlock($1, $2)', ROTATING)
    await unlocked.then(
      () => lock.release(),
      () => lock.release(true),
    )
  }
}

async function desksWithKeys(house: ConsoleHouse): Promise<DeskHere[]> {
  const ids = new Set((await allDataKeys(house.platform)).map((row) => row.desk_id))
  const desks = await Promise.all([...ids].map((id) => deskById(house, { id })))
  return desks.filter((desk) => desk !== undefined)
}

const newestOf = (rows: readonly DataKeyRow[], desk: string) =>
  rows.filter((row) => row.desk_id === desk && row.purpose === 'seal').at(-1)

async function newDataKeys(house: ConsoleHouse, keys: MasterKeys, desks: DeskHere[], tell: Tell): Promise<number> {
  const actor = consoleActor()
  const rows = await allDataKeys(house.platform)
  for (const desk of desks) {
    if (newestOf(rows, desk.id)?.master === keys.current) continue
    await enterDesk(house, desk, actor, { act: ACT, record: 'desk', recordId: desk.id }, (at) =>
      house.vault.addSeal(at.tx, { desk: desk.id, network: desk.networkId }),
    )
  }
  // From here on nobody seals under an older key: whoever began before has ended, whoever begins finds the newer one.
  await othersEnded(house.platform, tell)
  let values = 0
  for (const desk of desks) {
    values += await resealDesk(house, desk, actor, (done, total) =>
      tell('console.key-progress', { desk: desk.code, done, total }),
    )
    await retireDataKeys(house, desk)
  }
  return values
}

/** Takes away the keys of a desk that no value is sealed under any more. */
async function retireDataKeys(house: ConsoleHouse, desk: DeskHere): Promise<void> {
  const newest = newestOf(await allDataKeys(house.platform), desk.id)?.no ?? 0
  const row = { act: ACT, kind: 'write', record: 'desk', record_id: desk.id } as const
  await transaction(
    house.platform,
    null,
    (tx: Db<DataKeyTable>) =>
      tx
        .deleteFrom('data_key')
        .where('desk_id', '=', desk.id)
        .where('purpose', '=', 'seal')
        .where('no', '<', newest)
        .execute(),
    () => auditWrite(desk.id, { ...row, id: newId(), at: house.clock(), actor: consoleActor().name }),
  )
}

async function rewrapAll(house: ConsoleHouse, keys: MasterKeys): Promise<void> {
  for (const row of await allDataKeys(house.platform)) {
    if (row.master === keys.current) continue
    await transaction(house.platform, null, (tx: Db<DataKeyTable>) =>
      tx
        .updateTable('data_key')
        .set(wrapped(keys, row, unwrapped(keys, row)))
        .where('desk_id', '=', row.desk_id)
        .where('purpose', '=', row.purpose)
        .where('no', '=', row.no)
        .where('master', '=', row.master)
        .execute(),
    )
  }
}
