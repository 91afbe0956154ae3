import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from './embedded.ts'
import { createDatabase, ensureDatabase } from './embedded-roles.ts'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: { supervisor: ClientConfig; template: string; folder: string }
  }
}

const TEMPLATE = 'varco_template'

// However the run ends, even by SIGKILL, the end of its pipe is noticed and nothing stays behind.
const AFTERWARDS = `
cat > /dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null
tries=0
while [ -f "$1/data/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf "$1" "$2" "$3"
`

/**
 * One PostgreSQL for the whole run, migrated once; each test file clones it. `VARCO_TEST_SERVER` names another server to use
 * (a superuser's URL; throw-away, trusting, for nothing else), `VARCO_TEST_PROGRAMS` the folder of another PostgreSQL.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'varco-test-'))
  await chmod(folder, 0o711)
  const { supervisor, clear } = await (process.env.VARCO_TEST_SERVER
    ? outside(process.env.VARCO_TEST_SERVER, folder)
    : inside(folder))
  try {
    const client = new Client(supervisor)
    await client.connect()
    await client.query(`drop database if exists ${TEMPLATE} with (force)`)
    await createDatabase(client, TEMPLATE)
    await client.end()
    await migrate({ ...supervisor, user: 'varco_owner', database: TEMPLATE })
  } catch (error) {
    await clear()
    throw error
  }
  project.provide('database', { supervisor, template: TEMPLATE, folder })
  return clear
}

async function outside(address: string, folder: string) {
  const url = new URL(address)
  const supervisor: ClientConfig = {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'postgres',
  }
  const client = new Client(supervisor)
  await client.connect()
  await ensureDatabase(client).finally(() => client.end())
  return { supervisor, clear: () => rm(folder, { recursive: true, force: true }) }
}

async function inside(folder: string) {
  const embedded = await openEmbedded(folder, process.env.VARCO_TEST_PROGRAMS).catch(async (error) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  const caretaker = spawn('/bin/sh', ['-c', AFTERWARDS, 'sh', embedded.home, embedded.socketDir, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const clear = async () => {
    await embedded.stop()
    caretaker.stdin.end()
    await new Promise((resolve) => caretaker.once('exit', resolve))
    await rm(folder, { recursive: true, force: true })
  }
  return { supervisor: embedded.supervisor, clear }
}
