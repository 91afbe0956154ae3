import { sql } from 'kysely'
import type { LetterTemplate, TemplateKey } from '#model/letters/template-contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { LetterTables } from './tables.ts'

/** What is sealed: the template, or that it is given up. */
type Words = { template: LetterTemplate | null }

const on = (at: At) => at.tx as Db<LetterTables>
const spot = (id: string) => ({ in: 'letter_template.words', id }) as const

/** All versions of the desk's templates, of each the one that holds first. */
export async function versionsOf(at: At) {
  const rows = await on(at)
    .selectFrom('letter_template')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .orderBy('template')
    .orderBy('no', 'desc')
    .execute()
  return rows.map(({ id, template, no, words, by, at: when }) => ({
    ...{ key: template, no, by, at: when },
    template: at.vault.open<Words>(spot(id), words).template,
  }))
}

/** Writes a version after the one that was seen; false if somebody else wrote one meanwhile. */
export async function insertVersion(at: At, key: TemplateKey, no: number, words: Words): Promise<boolean> {
  const id = newId()
  const { rows } = await sql`
    insert into letter_template (desk_id, id, template, no, words, by, at)
    select ${at.desk.id}, ${id}, ${key}, ${no}::int + 1, ${at.vault.seal(spot(id), words)}, ${at.actor.name}, ${at.now}
    where ${no}::int = (select coalesce(max(no), 0) from letter_template where desk_id = ${at.desk.id} and template = ${key})
    on conflict do nothing returning id`.execute(at.tx)
  return rows.length > 0
}
