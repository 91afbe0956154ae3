import { join, resolve } from 'node:path'
import { userInfo } from 'node:os'
import pg from 'pg'
import { openHouse } from '../app.ts'
import { loadDemo } from '../demo.ts'
import { newId, systemClock } from '../platform/clock.ts'
import { checkRole } from '../platform/database-check.ts'
import { type Actor, type DeskHere, type House, houseActor } from '../platform/door.ts'
import { openEmbedded } from '../platform/embedded.ts'
import { deskById } from '../platform/job.ts'
import { ensureKeyFile, readKeyFile } from '../platform/key-file.ts'
import { migrate } from '../platform/migrate.ts'
import type { MasterKeys } from '../platform/vault.ts'
import { auditWrite } from '../platform/audit.ts'
import { transaction } from '../platform/db.ts'

/** What is wrong with a command, as a message key with its values: told in one line, without a stack. */
export class CommandError extends Error {
  readonly values: Record<string, string | number>
  constructor(key: string, values: Record<string, string | number> = {}) {
    super(key)
    this.values = values
  }
}

export type ConsoleHouse = House & { keys: MasterKeys; owner: pg.ClientConfig | null; close(): Promise<void> }

/**
 * The database that a command works on: the one of the environment (VARCO_DATABASE_URL …) unless `--data` names a folder,
 * else the embedded one, whether somebody serves it or not. An embedded database is always the demonstration's.
 */
export async function openConsoleHouse(data: string | undefined, say: (key: string) => void): Promise<ConsoleHouse> {
  const { VARCO_DATABASE_URL, VARCO_PLATFORM_URL, VARCO_KEY_FILE } = process.env
  if (data === undefined && VARCO_DATABASE_URL) {
    if (!VARCO_PLATFORM_URL || !VARCO_KEY_FILE) throw new CommandError('console.environment')
    const app = { connectionString: VARCO_DATABASE_URL }
    const platform = { connectionString: VARCO_PLATFORM_URL }
    await checkRole(app, 'VARCO_DATABASE_URL')
    await checkRole(platform, 'VARCO_PLATFORM_URL')
    const keys = readKeyFile(VARCO_KEY_FILE)
    return { ...openHouse({ app, platform, keys, clock: systemClock }), keys, owner: null }
  }
  const folder = resolve(data ?? '.varco')
  const embedded = await openEmbedded(folder)
  try {
    await migrate(embedded.owner)
    const keys = ensureKeyFile(join(folder, 'key.json'))
    const house = openHouse({ app: embedded.app, platform: embedded.platform, keys, clock: systemClock })
    const close = async () => {
      await house.close()
      await embedded.stop()
    }
    await loadDemo(house, folder, say).catch(async (error) => {
      await house.close()
      throw error
    })
    return { ...house, keys, owner: embedded.owner, close }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

export const consoleActor = (): Actor => houseActor(`console:${userInfo().username}`)

export async function deskNamed(house: House, code: string | undefined): Promise<DeskHere> {
  if (!code) throw new CommandError('console.desk-missing')
  const desk = await deskById(house, { code })
  if (!desk) throw new CommandError('console.desk-unknown', { code })
  return desk
}

/** Writes what the console did about a desk into its register of accesses. */
export const auditConsole = (house: House, deskId: string, act: string, record: string, recordId: string | null): Promise<unknown> =>
  transaction(house.platform, null, (tx) =>
    auditWrite(tx, deskId, { id: newId(), at: house.clock(), actor: consoleActor().name, act, kind: 'write', record, record_id: recordId }),
  )
