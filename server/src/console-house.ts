import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openHouse } from './app.ts'
import { loadDemo } from './demo.ts'
import { systemClock } from './platform/clock.ts'
import { CommandError, type ConsoleHouse } from './platform/command.ts'
import { keysOfDatabase } from './platform/data-keys.ts'
import { checkRole } from './platform/database-check.ts'
import { openEmbedded } from './platform/embedded.ts'
import { migrate } from './platform/migrate.ts'

/**
 * The database that a command works on: the one of the environment (VARCO_DATABASE_URL …) unless `--data` names a folder,
 * else the embedded one, whether somebody serves it or not; only a command that fills a database makes a new one. An embedded database is always the demonstration's.
 */
export async function openConsoleHouse(
  data: string | undefined,
  mayCreate: boolean,
  say: (key: string) => void,
): Promise<ConsoleHouse> {
  const { VARCO_DATABASE_URL, VARCO_PLATFORM_URL, VARCO_KEY_FILE } = process.env
  if (data === undefined && VARCO_DATABASE_URL) {
    if (!VARCO_PLATFORM_URL || !VARCO_KEY_FILE) throw new CommandError('console.environment')
    const app = { connectionString: VARCO_DATABASE_URL }
    const platform = { connectionString: VARCO_PLATFORM_URL }
    await checkRole(app, 'VARCO_DATABASE_URL')
    await checkRole(platform, 'VARCO_PLATFORM_URL')
    const keys = await keysOfDatabase(VARCO_KEY_FILE, platform, false)
    return { ...openHouse({ app, platform, keys, clock: systemClock }), keys }
  }
  const folder = resolve(data ?? '.varco')
  const there = statSync(folder, { throwIfNoEntry: false })
  if (there && !there.isDirectory()) throw new CommandError('console.data-file', { path: folder })
  if (!there && !mayCreate) throw new CommandError('console.data-missing', { path: folder })
  const embedded = await openEmbedded(folder)
  try {
    await migrate(embedded.owner)
    const keys = await keysOfDatabase(join(folder, 'key.json'), embedded.platform, true)
    const house = openHouse({ app: embedded.app, platform: embedded.platform, keys, clock: systemClock })
    const close = async () => {
      await house.close()
      await embedded.stop()
    }
    await loadDemo(house, folder, say).catch(async (error) => {
      await house.close()
      throw error
    })
    return { ...house, keys, close }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}
