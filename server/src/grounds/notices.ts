import type { NoticeKey, NoticeText } from '#model/grounds/contract.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'

/** The texts of the network, newest version first. */
export async function noticesOf(at: At) {
  const rows = await on(at)
    .selectFrom('notice_text')
    .innerJoin('desk', 'desk.id', 'notice_text.written_in')
    .innerJoin('organisation', 'organisation.id', 'desk.organisation_id')
    .select([
      'notice_text.kind',
      'version',
      'language',
      'heading',
      'wording',
      'reviewed',
      'from_day',
      'organisation.name',
    ])
    .where('notice_text.network_id', '=', at.desk.networkId)
    .orderBy('notice_text.kind')
    .orderBy('version', 'desc')
    .orderBy('language')
    .execute()
  return rows.map(({ from_day, name, ...row }) => ({
    ...(row as Pick<NoticeText, 'kind' | 'language'> & typeof row),
    fromDay: from_day,
    byBody: name,
  }))
}

/** Adds an edition; false if this version stands in this language already. */
export async function insertNotice(at: At, { fromDay, ...text }: NoticeText): Promise<boolean> {
  const inserted = await on(at)
    .insertInto('notice_text')
    .values({
      network_id: at.desk.networkId,
      ...text,
      from_day: fromDay,
      written_in: at.desk.id,
      written_by: at.actor.name,
      written_at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kind')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The day from which an edition of the network is read; none if it does not stand there. */
export async function noticeSince(at: At, { kind, version, language }: NoticeKey): Promise<string | undefined> {
  const found = await on(at)
    .selectFrom('notice_text')
    .select('from_day')
    .where('network_id', '=', at.desk.networkId)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .where('language', '=', language)
    .executeTakeFirst()
  return found?.from_day
}
