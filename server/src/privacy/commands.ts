import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { sealAll } from '../platform/audit.ts'
import {
  type Checkpoint,
  checkpointIsGenuine,
  checkpointKey,
  makeCheckpoint,
  verifyAudit,
} from '../platform/audit-verify.ts'
import { type Command, CommandError, type ConsoleHouse } from '../platform/command.ts'
import { fileBytes, writeWhole } from '../platform/files.ts'
import { derivedBytes, secretOf } from '../platform/vault.ts'

const CheckpointFile = z.strictObject({
  at: z.string(),
  desks: z.record(z.string(), z.object({ no: z.number().int(), hash: z.string() })),
  signature: z.string(),
})

const signingKey = (secret: KeyObject) => checkpointKey(derivedBytes(secret, 'checkpoint', ''))

/** Checkpoints of before the key file had its secret were signed by what then was the current master key. */
const keysOf = ({ keys }: ConsoleHouse) => [secretOf(keys), ...keys.keys.values()].map(signingKey)

async function readCheckpoint(path: string, house: ConsoleHouse): Promise<Checkpoint> {
  const bytes = await fileBytes(path, 1024 * 1024)
  if (typeof bytes === 'string') throw new CommandError('console.file-missing', { path })
  const text = bytes.toString('utf8')
  let parsed: ReturnType<typeof CheckpointFile.safeParse>
  try {
    parsed = CheckpointFile.safeParse(JSON.parse(text))
  } catch {
    throw new CommandError('console.checkpoint-broken', { path })
  }
  if (!parsed.success || !keysOf(house).some((key) => checkpointIsGenuine(parsed.data as Checkpoint, key)))
    throw new CommandError('console.checkpoint-broken', { path })
  return parsed.data
}

/** `varco verify-audit [--checkpoint FILE] [--write-checkpoint FILE]`: recomputes every seal. */
export const verifyAuditCommand: Command = {
  options: { checkpoint: { type: 'string' }, 'write-checkpoint': { type: 'string' } },
  async run({ house, values, say }) {
    const path = values.checkpoint as string | undefined
    const checkpoint = path === undefined ? undefined : await readCheckpoint(path, house)
    await sealAll(house.platform, house.clock)
    const verdicts = await verifyAudit(house.platform, checkpoint)
    const ok = verdicts.every((verdict) => verdict.fault === null)
    const out = values['write-checkpoint'] as string | undefined
    if (ok && out !== undefined) {
      const made = await makeCheckpoint(house.platform, signingKey(secretOf(house.keys)), house.clock())
      await writeWhole(out, `${JSON.stringify(made, null, 2)}\n`)
    }
    const rows = verdicts.reduce((sum, verdict) => sum + verdict.rows, 0)
    return {
      json: { ok, rows, desks: verdicts, checkpoint: checkpoint?.at ?? null },
      text: [
        ...verdicts.filter((verdict) => verdict.fault !== null).map((verdict) => `${verdict.desk}: ${verdict.fault}`),
        say(ok ? 'console.audit-ok' : 'console.audit-broken', { rows, desks: verdicts.length }),
        ...(checkpoint ? [] : [say('console.audit-no-checkpoint')]),
      ],
      ok,
    }
  },
}
