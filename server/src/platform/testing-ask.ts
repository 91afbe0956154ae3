import { Client, type ClientConfig, type QueryResultRow } from 'pg'

/** One statement, as the role of `config`. */
export async function ask<R extends QueryResultRow = QueryResultRow>(
  config: ClientConfig,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  let rows: R[] = []
  await withClient(config, async (client) => {
    rows = (await client.query<R>(text, values)).rows
  })
  return rows
}

export async function withClient(config: ClientConfig, use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(config)
  // Where the server is killed meanwhile, what was asked fails; what else is said of it concerns nobody.
  client.on('error', () => undefined)
  await client.connect()
  await use(client).finally(() => client.end())
}
