import { randomBytes } from 'node:crypto'
import { Client, type ClientConfig } from 'pg'
import { inject } from 'vitest'
import { createDatabase } from './embedded-roles.ts'

export type TestDatabase = {
  name: string
  owner: ClientConfig
  app: ClientConfig
  platform: ClientConfig
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
    drop: () => withClient(supervisor, (client) => client.query(`drop database if exists ${name} with (force)`)),
  }
}

async function withClient(config: ClientConfig, use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(config)
  await client.connect()
  await use(client).finally(() => client.end())
}
