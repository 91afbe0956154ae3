import { sql } from 'kysely'
import { type Actor, type At, type DeskHere, enterDesk, type House } from './door.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'

type Row = { sealed: Buffer; key: (string | number)[] }

const numbered = (no: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(no)
  return bytes
}

const rowsUnderOldKeys = ({ table, column }: SealedColumn, { desk, vault }: At) =>
  sql`from ${sql.table(table)} where desk_id = ${desk.id} and length(${sql.ref(column)}) > 0
    and substring(${sql.ref(column)} from 2 for 4) <> ${numbered(vault.current)}`

/** How many values of a desk are sealed under another key than the newest. */
export async function countOld(at: At): Promise<number> {
  let total = 0
  for (const each of sealedColumns) {
    const { rows } = await sql<{ count: number }>`select count(*) ${rowsUnderOldKeys(each, at)}`.execute(at.tx)
    total += rows[0]?.count ?? 0
  }
  return total
}

/**
 * Seals the next rows of a column anew, behind `after`. Rows that somebody holds are passed over: who waits for nobody can
 * be in no deadlock. Answers with the last key and how many.
 */
async function resealPage(at: At, column: SealedColumn, after: Row['key'] | null, wait: boolean) {
  const names = Object.keys(column.key)
  const refs = sql.join(names.map((name) => sql.ref(name)))
  const behind = after ? sql`and (${refs}) > (${sql.join(after)})` : sql``
  const { rows } = await sql<Row>`
    select ${sql.ref(column.column)} as sealed, jsonb_build_array(${refs}) as key ${rowsUnderOldKeys(column, at)} ${behind}
    order by ${refs} limit ${wait ? 1 : column.most} for no key update ${wait ? sql`` : sql`skip locked`}`.execute(
    at.tx,
  )
  if (rows.length === 0) return { last: null, count: 0 }
  const spotOf = (key: Row['key']) => ({
    in: `${column.table}.${column.column}`,
    id: column.id.map((name) => key[names.indexOf(name)]).join('#'),
  })
  const fresh = rows.map(({ sealed, key }) => at.vault.sealBytes(spotOf(key), at.vault.openBytes(spotOf(key), sealed)))
  const lists = names.map(
    (name, index) => sql`${rows.map(({ key }) => key[index])}::${sql.raw(`${column.key[name]}[]`)}`,
  )
  await sql`
    update ${sql.table(column.table)} as t set ${sql.ref(column.column)} = r.fresh
    from unnest(${sql.join(lists)}, ${fresh}::bytea[]) as r (${refs}, fresh)
    where t.desk_id = ${at.desk.id} and ${sql.join(
      names.map((name) => sql`t.${sql.ref(name)} = r.${sql.ref(name)}`),
      sql` and `,
    )}`.execute(at.tx)
  return { last: (rows.at(-1) as Row).key, count: rows.length }
}

/** Seals every value of a desk under its newest key, each batch a transaction of its own, until none is left. */
export async function resealDesk(
  house: House,
  desk: DeskHere,
  actor: Actor,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const inDesk = <T>(work: (at: At) => Promise<T>) => enterDesk(house, desk, actor, null, work)
  const total = await inDesk(countOld)
  let done = 0
  for (let left = total, passed = true; left > 0; left = await inDesk(countOld)) {
    // A round that found every row held waits for them, one at a time and holding nothing meanwhile.
    const before = done
    for (const column of sealedColumns) {
      let after: Row['key'] | null = null
      do {
        const page = await inDesk((at) => resealPage(at, column, after, !passed))
        after = page.last
        done += page.count
        if (page.count > 0) onProgress(done, total)
      } while (after)
    }
    passed = done > before
  }
  return done
}
