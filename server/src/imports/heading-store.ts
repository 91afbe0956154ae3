import { sql } from 'kysely'
import { type Fields, headingKeys, recogniseColumns } from '#model/imports/columns.ts'
import { fieldsOf, type ImportField, type ImportKind } from '#model/imports/fields.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'

const tagOf = (at: At, kind: ImportKind, key: string): Buffer => at.vault.tag('import-heading', `${kind}\0${key}`)

/** What the headings of a file mean: by themselves, but for those that were once matched by hand. */
export type Recognise = {
  fields: (headings: readonly string[]) => Fields
  /** Which of them are remembered, by index. */
  remembered: (headings: readonly string[]) => boolean[]
}

export async function recogniser(at: At, kind: ImportKind): Promise<Recognise> {
  const rows = await on(at)
    .selectFrom('import_heading')
    .select(['tag', 'field'])
    .where('desk_id', '=', at.desk.id)
    .where('kind', '=', kind)
    .execute()
  const known = fieldsOf(kind)
  const said = new Map(
    rows
      .filter(({ field }) => field === null || known.includes(field as ImportField))
      .map(({ tag, field }) => [tag.toString('hex'), field as ImportField | null]),
  )
  // Nothing is remembered in most desks: then no heading needs a digest.
  const saidOf = (headings: readonly string[]) =>
    headingKeys(headings).map((key) =>
      key === null || said.size === 0 ? undefined : said.get(tagOf(at, kind, key).toString('hex')),
    )
  return {
    fields(headings) {
      const byHand = saidOf(headings)
      return recogniseColumns(kind, headings).map((field, index) => {
        const own = byHand[index]
        return own === undefined ? field : own
      })
    },
    remembered: (headings) => saidOf(headings).map((field) => field !== undefined),
  }
}

/** Remembers what was said of headings that would not be understood in this way by themselves, and nothing else. */
export async function rememberColumns(
  at: At,
  kind: ImportKind,
  headings: readonly string[],
  fields: Fields,
): Promise<void> {
  const byThemselves = recogniseColumns(kind, headings)
  const keys = headingKeys(headings)
  const rows = keys.flatMap((key, index) =>
    key === null
      ? []
      : [{ tag: tagOf(at, kind, key), field: fields[index] ?? null, plain: byThemselves[index] ?? null }],
  )
  const plain = rows.filter((row) => row.field === row.plain).map((row) => row.tag)
  const told = rows.filter((row) => row.field !== row.plain)
  if (plain.length > 0)
    await on(at)
      .deleteFrom('import_heading')
      .where('desk_id', '=', at.desk.id)
      .where('kind', '=', kind)
      .where('tag', '=', sql<Buffer>`any(${plain}::bytea[])`)
      .execute()
  if (told.length > 0)
    await on(at)
      .insertInto('import_heading')
      .values(told.map(({ tag, field }) => ({ desk_id: at.desk.id, kind, tag, field })))
      .onConflict((conflict) =>
        conflict.columns(['desk_id', 'kind', 'tag']).doUpdateSet(({ ref }) => ({ field: ref('excluded.field') })),
      )
      .execute()
}

/** How many headings are remembered, by kind of file. */
export const rememberedColumns = (at: At) =>
  on(at)
    .selectFrom('import_heading')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('columns')])
    .where('desk_id', '=', at.desk.id)
    .groupBy('kind')
    .orderBy('kind')
    .execute()

export const forgetHeadings = (at: At, kind: ImportKind) =>
  on(at).deleteFrom('import_heading').where('desk_id', '=', at.desk.id).where('kind', '=', kind).execute()
