import { randomBytes } from 'node:crypto'
import type { ClientConfig } from 'pg'
import { inject } from 'vitest'
import { createDatabase } from './embedded-roles.ts'
import { withClient } from './testing-ask.ts'

export type TestDatabase = {
  name: string
  owner: ClientConfig
  app: ClientConfig
  platform: ClientConfig
  /** A superuser: sees every row and every column, as a stolen dump would. */
  supervisor: ClientConfig
  drop(): Promise<void>
}

/** A database of its own for one test file, with every migration applied and no rows. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const { supervisor, template } = inject('database')
  await withClient(supervisor, (client) => createDatabase(client, name, template))
  const role = (user: string): ClientConfig => ({ ...supervisor, user, database: name })
  return {
    name,
    owner: role('varco_owner'),
    app: role('varco_app'),
    platform: role('varco_platform'),
    supervisor: { ...supervisor, database: name },
    drop: () => withClient(supervisor, (client) => client.query(`drop database if exists ${name} with (force)`)),
  }
}
