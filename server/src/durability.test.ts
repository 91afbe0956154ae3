import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as backOff } from 'node:timers/promises'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { openEmbedded } from './platform/embedded.ts'
import { clearData, runConsole, type Started, signInAt, startProcess } from './testing-process.ts'

/** Writes contacts until told to stop; every id that was acknowledged is kept. */
async function writeUntil(
  stopped: () => boolean,
  call: Awaited<ReturnType<typeof signInAt>>,
  acknowledged: Set<string>,
): Promise<void> {
  while (!stopped()) {
    const id = v7()
    const reply = await call('POST', '/desks/pua-lecco/contacts', {
      id,
      day: '2026-01-15',
      channel: 'desk',
      note: id,
    }).catch(() => null)
    // Read to its end, so that the connection is free for the next one.
    await reply?.text().catch(() => '')
    if (reply?.status === 200) acknowledged.add(id)
    // As a patient client: whoever hammers meets the ceiling of requests.
    else await backOff(50)
  }
}

async function everyContact(call: Awaited<ReturnType<typeof signInAt>>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let after = ''; ; ) {
    const reply = await call('GET', `/desks/pua-lecco/contacts?most=100${after && `&after=${after}`}`)
    const page = (await reply.json()) as { rows: { id: string; note: string }[]; next: string | null }
    for (const row of page.rows) found.set(row.id, row.note)
    if (page.next === null) return found
    after = page.next
  }
}

const postmasterPid = (home: string) =>
  Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])

/** Kills at a moment that depends on chance: after a random number of acknowledged writes. */
const victims = ['server', 'database', 'both'] as const

test('what was acknowledged is found after random kills of server and database, and the register holds', {
  timeout: 180_000,
}, async () => {
  const data = await mkdtemp(join(tmpdir(), 'varco-kill-'))
  const acknowledged = new Set<string>()
  let started: Started = await startProcess(data)
  const home = (await openEmbedded(data).then(async (embedded) => [embedded.home, await embedded.stop()] as const))[0]
  try {
    for (const victim of victims) {
      const call = await signInAt(started.address, data, 'tutor.lecco')
      const enough = acknowledged.size + 20 + Math.floor(Math.random() * 200)
      let stop = false
      const writers = Array.from({ length: 6 }, () => writeUntil(() => stop, call, acknowledged))
      while (acknowledged.size < enough) await backOff(5)
      if (victim !== 'server') process.kill(postmasterPid(home), 'SIGKILL')
      if (victim !== 'database') started.child.kill('SIGKILL')
      // A database that was killed comes back under the running server: it takes writes again by itself.
      else while (acknowledged.size < enough + 20) await backOff(20)
      stop = true
      await Promise.all(writers)
      if (victim === 'database') started.child.kill('SIGKILL')
      if (started.child.exitCode === null && started.child.signalCode === null) await once(started.child, 'exit')
      started = await startProcess(data)
    }
    const call = await signInAt(started.address, data, 'tutor.lecco')
    const found = await everyContact(call)
    const lost = [...acknowledged].filter((id) => found.get(id) !== id)
    expect(lost).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(60)
    await started.stop()
    const verdict = await runConsole(['verify-audit', '--json', '--data', data])
    expect(verdict.code, verdict.out + verdict.err).toBe(0)
    expect(JSON.parse(verdict.out)).toMatchObject({ ok: true })
  } finally {
    await started.stop()
    await clearData(data)
  }
})
