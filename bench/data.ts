import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse } from '../server/src/app.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { openEmbedded } from '../server/src/platform/embedded.ts'
import { ensureKeyFile } from '../server/src/platform/key-file.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { fillFloor } from './floor.ts'
import { type BenchDesk, generate } from './generate.ts'

export const password = 'bench password, of no use elsewhere'

/** A data folder filled with invented rows, and the same rows in plain tables; one that is filled already is taken as it is. */
export async function fill(folder: string, scale: number, say: (text: string) => void): Promise<BenchDesk[]> {
  const note = join(folder, 'bench-desks.json')
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as BenchDesk[]
  const embedded = await openEmbedded(folder)
  try {
    await migrate(embedded.owner)
    const keys = ensureKeyFile(join(folder, 'key.json'))
    const house = openHouse({ app: embedded.app, platform: embedded.platform, keys, clock: systemClock })
    const desks = await generate(house, scale, password, say)
    await house.close()
    await fillFloor({ ...embedded.supervisor, database: 'varco' }, desks)
    writeFileSync(note, JSON.stringify(desks))
    return desks
  } finally {
    await embedded.stop()
  }
}
