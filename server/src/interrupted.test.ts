import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as backOff } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { openEmbedded } from './platform/embedded.ts'
import { createDatabase } from './platform/embedded-roles.ts'
import { migrate } from './platform/migrate.ts'
import { ask } from './platform/testing-ask.ts'
import { seeded } from './platform/testing-chance.ts'
import { tallyFaults, totals } from './testing-found.ts'
import { clearData, runConsole, startProcess } from './testing-process.ts'

let folder: string
const seed = Date.now() % 1_000_000
const pick = seeded(seed)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varco-cut-'))
  // Whoever runs PostgreSQL (not root) must be able to come through.
  await chmod(folder, 0o711)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const processOf = (name: string, args: string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  })

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** The embedded database of a folder as a superuser; whoever serves it goes on. */
async function supervisorOf(data: string): Promise<pg.ClientConfig> {
  const embedded = await openEmbedded(data)
  await embedded.stop()
  return { ...embedded.supervisor, database: 'varco' }
}

test('an import that is killed is done again: every row is there once', { timeout: 120_000 }, async () => {
  const data = join(folder, 'data')
  const started = await startProcess(data)
  try {
    const supervisor = await supervisorOf(data)
    const file = join(folder, 'register.csv')
    const rows = Array.from({ length: 2_000 }, (_, at) => `X-${at};${1 + (at % 28)}/01/2026;Prova${at};M`)
    await writeFile(file, ['Codice;Data contatto;Cognome;Sesso', ...rows].join('\n'))
    const args = ['import', 'contacts', file, '--desk', 'pua-lecco', '--json', '--data', data]
    const before = await totals(supervisor)
    const added = async () => (await totals(supervisor)).contact - before.contact
    for (let kill = 0; kill < 2; kill += 1) {
      const [child, already] = [processOf('console.ts', args), await added()]
      while ((await added()) === already && child.exitCode === null) await backOff(5)
      child.kill('SIGKILL')
      await gone(child)
      expect(await added(), 'killed before its end').toBeLessThan(2_000)
    }
    const there = await added()
    const { code, out, err } = await runConsole(args)
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ state: 'done', contactsAdded: 2_000 - there, alreadyThere: there })
    const after = await totals(supervisor)
    expect([after.contact - before.contact, after.person - before.person]).toEqual([2_000, 2_000])
    expect(await tallyFaults(supervisor)).toEqual([])
  } finally {
    await started.stop()
    await clearData(data)
  }
})

/** What a migration makes, as one line each: columns, keys, policies, triggers, functions, rights. */
const schemaOf = async (config: pg.ClientConfig): Promise<string[]> =>
  (
    await ask<{ line: string }>(
      config,
      `select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) as line from information_schema.columns where table_schema = 'public'
       union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
       union all select format('%s %s %s %s', tablename, policyname, qual, with_check) from pg_policies where schemaname = 'public'
       union all select format('%s %s', tgrelid::regclass, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
       union all select format('%s %s', proname, md5(prosrc)) from pg_proc where pronamespace = 'public'::regnamespace
       union all select format('%s %s', relname, relacl::text) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
       union all select 'applied ' || name from public.kysely_migration order by 1`,
    )
  ).map((row) => row.line)

test('a migration that is killed leaves whole steps only, and the next one completes them', {
  timeout: 240_000,
}, async () => {
  const { supervisor } = inject('database')
  const client = new pg.Client(supervisor)
  await client.connect()
  const fresh = async (name: string): Promise<pg.ClientConfig> => {
    await client.query(`drop database if exists ${name} with (force)`)
    await createDatabase(client, name)
    return { ...supervisor, user: 'varco_owner', database: name }
  }
  const name = `cut_${process.pid}`
  try {
    const real = fileURLToPath(new URL('../migrations/', import.meta.url))
    const files = (await readdir(real)).filter((each) => each.endsWith('.sql')).sort()
    const step = await fresh(name)
    const whole: string[][] = []
    for (const file of files) {
      await writeFile(join(folder, file), await readFile(join(real, file)))
      await migrate(step, { folder })
      whole.push(await schemaOf(step))
    }
    const owner = await fresh(name)
    const url = `postgresql://${owner.user}@${encodeURIComponent(owner.host ?? '')}:${owner.port}/${name}`
    for (let steps = 0; steps < files.length; ) {
      const child = processOf('console.ts', ['migrate'], { VARCO_OWNER_URL: url })
      const lines = 1 + pick(5)
      let heard = ''
      child.stderr?.on('data', (text: Buffer) => {
        heard += text
        if (heard.split('\n').length > lines) child.kill('SIGKILL')
      })
      await gone(child)
      // What the database was doing for the dead ends by itself; only then can it be looked at.
      const others =
        'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null'
      while ((await ask(owner, others)).length > 0) await backOff(10)
      const left = await schemaOf(owner)
      const before = steps
      steps = left.filter((line) => line.startsWith('applied ')).length
      expect(steps).toBeGreaterThan(before)
      expect(left, `after ${steps} steps and a kill (seed ${seed})`).toEqual(whole[steps - 1])
    }
  } finally {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
})

/** So many persons come in; the next one waits until the process is killed. */
const standStill = (count: number) => `
  create or replace function stand_still() returns trigger language plpgsql security definer as $$
  begin
    if (select count(*) from person) >= ${count} then perform pg_sleep(3600); end if;
    return new;
  end $$;
  create or replace trigger stand_still before insert on person for each row execute function stand_still()`

test('a first start that is killed is completed by the next: the demonstration is whole and not doubled', {
  timeout: 180_000,
}, async () => {
  const [reference, data] = [join(folder, 'reference'), join(folder, 'data')]
  const everything = async (of: string) => {
    const config = await supervisorOf(of)
    const tables = await ask<{ name: string }>(
      config,
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and relname <> all ('{month_tally,referral_flow,person_tag,session,audit_pending,audit_entry,audit_seal,outbox}') order by 1`,
    )
    // Two coarse tags of a person may be the same under one key and not under another: those who have any are counted.
    const tagged = (await ask(config, 'select count(distinct person_id)::int from person_tag'))[0]?.count
    const counts: Record<string, unknown> = { tally: await tallyFaults(config), tagged }
    for (const { name } of tables) counts[name] = (await ask(config, `select count(*)::int from ${name}`))[0]?.count
    const written = `select count(distinct record_id)::int from (select act, record_id from audit_entry union all select act, record_id from audit_pending) as a where act = 'demonstration'`
    return { ...counts, person: Number(counts.person), written: (await ask(config, written))[0]?.count }
  }
  try {
    const began = performance.now()
    const undisturbed = await startProcess(reference)
    const took = performance.now() - began
    const whole = await everything(reference)
    await undisturbed.stop()
    const first = await openEmbedded(data)
    await migrate(first.owner)
    const { home, supervisor } = first
    await first.stop()
    const persons = () =>
      totals(supervisor).then(
        ({ person }) => person,
        () => 0,
      )
    for (const share of [0.2, 0.6]) {
      const enough = Math.floor(whole.person * share)
      const embedded = await openEmbedded(data)
      await ask({ ...supervisor, database: 'varco' }, standStill(enough))
      await embedded.stop()
      const child = processOf('start.ts', ['--data', data, '--port', '0'])
      while ((await persons()) < enough && child.exitCode === null) await backOff(5)
      child.kill('SIGKILL')
      await gone(child)
      expect(await persons(), 'killed in the middle').toBe(enough)
      const pid = await readFile(join(home, 'data', 'postmaster.pid'), 'utf8').catch(() => '')
      if (pid) process.kill(Number(pid.split('\n')[0]), 'SIGKILL')
    }
    const embedded = await openEmbedded(data)
    await ask({ ...supervisor, database: 'varco' }, 'drop function stand_still cascade')
    await embedded.stop()
    // The moment is chance's; what must hold afterwards does not depend on it.
    for (let kill = 0; kill < 2; kill += 1) {
      const child = processOf('start.ts', ['--data', data, '--port', '0'])
      const moment = setTimeout(() => child.kill('SIGKILL'), pick(Math.ceil(took)))
      await gone(child)
      clearTimeout(moment)
    }
    const next = await startProcess(data)
    expect(await everything(data), `seed ${seed}`).toEqual(whole)
    expect((await fetch(`${next.address}/status`)).status).toBe(200)
    await next.stop()
    expect(await runConsole(['verify-audit', '--data', data])).toMatchObject({ code: 0 })
  } finally {
    await clearData(reference)
    await clearData(data)
  }
})
