import type { ClientConfig } from 'pg'
import { ask } from './platform/testing-ask.ts'

/** The ways in which a word may stand in a column: as text, as bytes of UTF-8 or UTF-16, as hexadecimal of them, as base64. */
export function shapesOf(word: string): string[] {
  const bytes = [
    Buffer.from(word),
    Buffer.from(word.toLowerCase()),
    Buffer.from(word.toUpperCase()),
    Buffer.from(word, 'utf16le'),
  ]
  // In base64 the same word looks in three ways, after where it begins.
  const inBase64 = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), Buffer.from(word)])
      .toString('base64')
      .slice(lead === 0 ? 0 : 4, -4),
  )
  return [
    ...bytes.flatMap((each) => [each.toString('hex'), Buffer.from(each.toString('hex')).toString('hex')]),
    ...inBase64.map((each) => Buffer.from(each).toString('hex')),
  ]
}

/**
 * From here on every row that is written is kept as well: what is deleted or overwritten soon, such as a job of the queue,
 * a draft, a part of a file, stood in the database and may stand in a backup.
 */
export async function keepEveryRow(supervisor: ClientConfig): Promise<void> {
  await ask(supervisor, 'create table kept (origin text, written text)')
  await ask(
    supervisor,
    `create function keep() returns trigger language plpgsql security definer as $$
       begin insert into public.kept values (tg_relid::regclass::text, to_jsonb(new)::text); return null; end $$`,
  )
  await ask(
    supervisor,
    `do $$ declare t regclass; begin
       for t in select oid from pg_class where relkind = 'r' and relname <> 'kept' and relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
       loop execute format('create trigger keep after insert or update on %s for each row execute function public.keep()', t); end loop;
     end $$`,
  )
}

export type Value = { table: string; column: string; type: string; hex: string }

/** Every value of every table of every schema that is not PostgreSQL's own, the job queue's too, as hexadecimal. */
export async function dump(supervisor: ClientConfig): Promise<{ columns: Omit<Value, 'hex'>[]; values: Value[] }> {
  const columns = await ask<Omit<Value, 'hex'>>(
    supervisor,
    `select format('%I.%I', n.nspname, c.relname) as table, format('%I', a.attname) as column, a.atttypid::regtype::text as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'S') and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  const values: Value[] = []
  for (const each of columns) {
    const { table, column, type } = each
    const hex = type === 'bytea' ? `encode(${column}, 'hex')` : `encode(convert_to(${column}::text, 'UTF8'), 'hex')`
    for (const row of await ask<{ hex: string }>(
      supervisor,
      `select ${hex} as hex from ${table} where ${column} is not null`,
    ))
      values.push({ ...each, hex: row.hex })
  }
  return { columns, values }
}

/** Which words stand in which columns, in whatever shape. */
export function wordsIn(values: Value[], words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const shapes = shapesOf(word)
    return values
      .filter(({ hex }) => shapes.some((shape) => hex.includes(shape)))
      .map(({ table, column }) => `${word} in ${table}.${column}`)
  })
}
