import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine, type Home } from './embedded-files.ts'

export const pidFile = (home: Home) => join(home.data, 'postmaster.pid')

export async function readPidFile(path: string): Promise<{ pid: number; socketDir: string | undefined } | undefined> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  return lines[0] ? { pid: Math.abs(Number(lines[0])), socketDir: lines[4] || undefined } : undefined
}

export async function runningPostmaster(home: Home) {
  const written = await readPidFile(pidFile(home))
  return written && (await commandLine(written.pid)).includes(home.data) ? written : undefined
}

/** PostgreSQL clears up after a dead process itself, but not if its number is a zombie's or another program's by now. */
export async function removeStalePid(home: Home): Promise<void> {
  const written = await readPidFile(pidFile(home))
  if (!written || !exists(written.pid)) return
  const aside = `${pidFile(home)}.stale-${randomBytes(4).toString('hex')}`
  await rename(pidFile(home), aside).catch(() => undefined)
  const moved = await readPidFile(aside)
  // Danger: between reading and renaming another start may have written its own. It is put back.
  if (moved && (await commandLine(moved.pid)).includes(home.data))
    await link(aside, pidFile(home)).catch(() => undefined)
  await rm(aside, { force: true })
}

/** The lock of the socket is never looked into so closely by PostgreSQL: a zombie's number in it would forbid every start. */
export async function removeStaleSocketLock(home: Home): Promise<void> {
  const socket = join(home.socketDir, '.s.PGSQL.5432')
  const written = await readFile(`${socket}.lock`, 'utf8').catch(() => undefined)
  const pid = Number.parseInt(written ?? '', 10)
  if (written === undefined || (pid > 0 && (await commandLine(pid)).includes(home.data))) return
  await rm(`${socket}.lock`, { force: true })
  await rm(socket, { force: true })
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
