import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KeptFile } from '#model/files/contract.ts'
import { missingParts } from '#model/files/rules.ts'
import { newFile, partsOf } from '../testing-files.ts'
import { clearData, type Started, signInAt, startProcess } from '../testing-process.ts'
import { newCase, newPerson } from '../testing-records.ts'

let data: string
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varco-file-'))
  // Whoever runs PostgreSQL (not root) must be able to come through.
  await chmod(folder, 0o711)
  data = join(folder, 'data')
})
afterEach(async () => {
  await clearData(data)
  await rm(join(data, '..'), { recursive: true, force: true })
})

test('a server that is killed while parts arrive goes on with those that are missing, and keeps the file once', {
  timeout: 180_000,
}, async () => {
  let started = await startProcess(data)
  const kill = async (victim: Started) => {
    victim.child.kill('SIGKILL')
    await once(victim.child, 'exit')
  }
  try {
    const signIn = () => signInAt(started.address, data, 'tutor.lecco')
    const at = '/desks/pua-lecco'
    let call = await signIn()
    const sent = async (method: string, path: string, body?: object) => {
      const reply = await call(method, `${at}${path}`, body)
      expect(reply.status, path).toBe(200)
      return reply
    }
    const person = newPerson()
    const kase = newCase(person.id)
    await sent('POST', '/persons', person)
    await sent('POST', '/cases', kase)
    const files = `/cases/${kase.id}/files`
    const bytes = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(6_500_000, 'x')])
    const parts = partsOf(bytes)
    const file = { ...newFile(bytes, { name: 'Contratto.pdf' }), id: v7() }
    await sent('POST', files, file)
    const put = (no: number) => call('POST', `${at}${files}/${file.id}/parts/${no}`, parts[no])
    for (let round = 0; round < 3; round += 1) {
      const there = async () => {
        const { rows } = (await (await sent('GET', files)).json()) as { rows: KeptFile[] }
        return rows.find(({ id }) => id === file.id)?.arriving?.parts ?? []
      }
      const missing = missingParts(bytes.length, await there())
      expect((await put(missing[0] as number)).status).toBe(200)
      // The next one is on its way when the server dies: it is there whole, or not at all.
      const next = put(missing[1] as number).catch(() => null)
      if (round < 2) {
        await kill(started)
        await next
        started = await startProcess(data, Number(new URL(started.address).port))
        call = await signIn()
        expect(await there()).toContain(missing[0])
      } else {
        await next
        for (const no of missingParts(bytes.length, await there())) expect((await put(no)).status).toBe(200)
      }
    }
    // Killed while it is ended: it is kept once, or is ended again.
    const ending = call('POST', `${at}${files}/${file.id}/end`).catch(() => null)
    await kill(started)
    await ending
    started = await startProcess(data, Number(new URL(started.address).port))
    call = await signIn()
    await sent('POST', `${files}/${file.id}/end`)
    const got = Buffer.from(await (await sent('GET', `${files}/${file.id}/bytes`)).arrayBuffer())
    expect(bytes.equals(got)).toBe(true)
    const { steps } = (await (await sent('GET', `${files}/${file.id}/custody`)).json()) as { steps: { act: string }[] }
    expect(steps.map(({ act }) => act)).toEqual(['begun', 'received'])
  } finally {
    await started.stop()
  }
})
