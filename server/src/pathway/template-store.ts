import { type Kysely, sql } from 'kysely'
import type { Profile } from '#model/codes/profiles.ts'
import type { TemplateGoal } from '#model/pathway/template-contract.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'

type Row = {
  desk_id: string
  id: string
  profile: Profile
  no: number
  words: Buffer
  by: string
  at: string
}
/** What is sealed: the goals, or that from then on the product's template holds again. */
type Words = { goals: readonly TemplateGoal[] | null }

const on = (at: At) => at.tx as unknown as Kysely<{ pathway_template: Row }>
const spot = (id: string) => ({ in: 'pathway_template.words', id }) as const

/** All versions of the desk's templates, of each profile the one that holds first. */
export async function versionsOf(at: At) {
  const rows = await on(at)
    .selectFrom('pathway_template')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .orderBy('profile')
    .orderBy('no', 'desc')
    .execute()
  return rows.map(({ id, profile, no, words, by, at: when }) => ({
    ...{ profile, no, by, at: when },
    goals: at.vault.open<Words>(spot(id), words).goals,
  }))
}

/** Writes a version after the one that was seen; false if somebody else wrote one meanwhile. */
export async function insertVersion(at: At, profile: Profile, no: number, words: Words): Promise<boolean> {
  const id = newId()
  const { rows } = await sql`
    insert into pathway_template (desk_id, id, profile, no, words, by, at)
    select ${at.desk.id}, ${id}, ${profile}, ${no}::int + 1, ${at.vault.seal(spot(id), words)}, ${at.actor.name}, ${at.now}
    where ${no}::int = (select coalesce(max(no), 0) from pathway_template where desk_id = ${at.desk.id} and profile = ${profile})
    on conflict do nothing returning id`.execute(at.tx)
  return rows.length > 0
}
