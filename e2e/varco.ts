import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clearData, type Started, startProcess } from '../server/src/testing-process.ts'

/** Where a Varco answers, and what is needed to get in. */
export type Door = { address: string; data: string; password: string }

export type Served = Door & {
  /** SIGKILL, as the machine's memory or a power cut would. */
  kill(): Promise<void>
  /** Starts it anew on the same port and data. */
  start(): Promise<void>
  /** Stops it and removes everything. */
  close(): Promise<void>
}

// However the run ends, even by SIGKILL, the end of its pipe is noticed and nothing stays behind.
const AFTERWARDS = `
while read -r line; do pid=$line; done
[ -n "$pid" ] && kill -INT "$pid" 2> /dev/null && while kill -0 "$pid" 2> /dev/null; do sleep 0.2; done
rm -rf "$1"
`

/** A whole Varco of its own: real server, real PostgreSQL, built web app, the demonstration network, in a private folder. */
export async function serveVarco(env: Record<string, string> = {}): Promise<Served> {
  const data = await mkdtemp(join(tmpdir(), 'varco-e2e-'))
  const caretaker = spawn('/bin/sh', ['-c', AFTERWARDS, 'sh', data], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  let running: Started | undefined
  const start = async (port: number) => {
    running = await startProcess(data, port, env)
    caretaker.stdin.write(`${running.child.pid}\n`)
    return running.address
  }
  const close = async () => {
    await running?.stop()
    await clearData(data)
    caretaker.stdin.end('\n')
    await once(caretaker, 'exit')
  }
  try {
    const address = await start(0)
    const password = (await readFile(join(data, 'demo-password'), 'utf8')).trim()
    return {
      address,
      data,
      password,
      close,
      async kill() {
        const child = running?.child
        if (!child || child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
      async start() {
        await start(Number(new URL(address).port))
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
