import type { z } from 'zod'
import type { Glass } from '#model/glass/contract.ts'
import { mayDo } from '#model/glass/rules.ts'
import { namesOfActors, namesOfDesks } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { type GlassRow, wordsOf } from './store.ts'

type Shown = z.input<typeof Glass>

/** Whom the actor is to an access: who opened it, and whether a coordinator of the desk whose case it is. */
export const partyOf = (at: At, row: GlassRow) => ({
  isReader: at.actor.accountId === row.reader_account && at.desk.id === row.reader_desk,
  isSelf: at.actor.accountId === row.reader_account,
  isOwner: at.desk.id === row.owner_desk && at.actor.grants.includes('glass.review'),
})

const standing = (row: GlassRow) => ({ endsAt: row.ends_at, ended: row.ended_at, reviewed: row.reviewed_at })

export const mayNow = (at: At, row: GlassRow): Shown['can'] => mayDo(standing(row), partyOf(at, row), at.now)

/** Accesses as this desk may see them: why it was, and which case, stands for the desk whose case it is. */
export async function presentGlass(at: At, rows: readonly GlassRow[]): Promise<Shown[]> {
  const mine = rows.filter((row) => partyOf(at, row).isOwner).map(({ id }) => id)
  const [deskOf, nameOf, words] = await Promise.all([namesOfDesks(at), namesOfActors(at), wordsOf(at, mine)])
  return rows.map((row) => {
    const { isOwner } = partyOf(at, row)
    return {
      id: row.id,
      reader: { name: row.reader_name, desk: deskOf(row.reader_desk) },
      owner: deskOf(row.owner_desk),
      reason: row.reason as Shown['reason'],
      words: words.get(row.id) ?? null,
      caseId: isOwner ? row.case_id : null,
      openedAt: row.opened_at,
      endsAt: row.ends_at,
      ended: row.ended_at && row.ended_by && { at: row.ended_at, by: row.ended_by },
      reviewed: row.reviewed_at && {
        at: row.reviewed_at,
        by: at.desk.id === row.owner_desk ? nameOf(row.reviewed_by ?? '') : deskOf(row.owner_desk).name,
      },
      can: mayNow(at, row),
    } as Shown
  })
}

export async function shownGlass(at: At, row: GlassRow): Promise<Shown> {
  const [shown] = await presentGlass(at, [row])
  return shown as Shown
}
