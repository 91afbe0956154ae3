import type { z } from 'zod'
import type { Note, NoteVersion } from '#model/notes/contract.ts'
import { mayCorrectNote, mayReadNote } from '#model/notes/rules.ts'
import type { At } from '../platform/door.ts'
import { type mentionsOfCase, type NoteRow, textOf, textOfVersion, type VersionRow } from './store.ts'

export type ShownNote = z.input<typeof Note>
type Named = Awaited<ReturnType<typeof mentionsOfCase>>
type NameOf = (actor: string) => string

/** One note as this actor may see it: of a restricted one that there is one, of what kind, by whom, on which day. */
function shown(at: At, row: NoteRow, named: Named, nameOf: NameOf, writes: boolean): ShownNote {
  const hidden = !mayReadNote(at.actor, row)
  const mine = named.filter((each) => each.note_id === row.id)
  return {
    id: row.id,
    kind: row.kind as ShownNote['kind'],
    day: row.day,
    text: hidden ? '' : textOf(at, row),
    by: nameOf(row.by),
    writtenAt: row.written_at,
    changedAt: row.changed_at,
    version: row.version,
    visibility: row.visibility,
    hidden,
    mentions: hidden ? [] : mine.map(({ account_id: id }) => ({ accountId: id, name: nameOf(`account:${id}`) })),
    newForMe:
      !hidden &&
      row.by !== at.actor.name &&
      mine.some((each) => each.account_id === at.actor.accountId && each.seen_at === null),
    can: writes && mayCorrectNote(at.actor.name, row.by) ? ['correct'] : [],
  }
}

export const shownNotes = (at: At, rows: readonly NoteRow[], named: Named, nameOf: NameOf, writes: boolean) =>
  rows.map((row) => shown(at, row, named, nameOf, writes))

/** All that stood in a note, what stands in it now first. A version stays with those who could read it then. */
export function shownVersions(at: At, row: NoteRow, before: readonly VersionRow[], nameOf: NameOf) {
  const by = nameOf(row.by)
  const closed = !mayReadNote(at.actor, row)
  const version = (
    { kind, visibility }: Pick<NoteRow, 'kind' | 'visibility'>,
    no: number,
    written: string,
    text: () => string,
  ): z.input<typeof NoteVersion> => {
    const hidden = closed || !mayReadNote(at.actor, { by: row.by, visibility })
    return {
      no,
      kind: kind as NoteVersion['kind'],
      visibility,
      hidden,
      text: hidden ? '' : text(),
      by,
      at: written,
    }
  }
  return [
    version(row, row.version, row.changed_at ?? row.written_at, () => textOf(at, row)),
    ...before.map((each) => version(each, each.no, each.at, () => textOfVersion(at, each))),
  ]
}
