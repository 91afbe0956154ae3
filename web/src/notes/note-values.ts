import type { CaseFile } from '#model/cases/contract.ts'
import type { NoteKind } from '#model/codes/note-kinds.ts'
import type { Member } from '#model/identity/contract.ts'
import type { Note, NoteVisibility } from '#model/notes/contract.ts'
import { type Unread, whyUnread } from '#model/notes/rules.ts'

/** What a form of a note holds beside its day. */
export type NoteWords = { kind: NoteKind; text: string; visibility: NoteVisibility; mentions: string[] }

export const wordsOf = ({ kind, text, visibility, mentions }: NoteWords): NoteWords => ({
  kind,
  text,
  visibility,
  mentions,
})

export const wordsOfNote = ({ mentions, ...note }: Note): NoteWords =>
  wordsOf({ ...note, mentions: mentions.map(({ accountId }) => accountId) })

/** A colleague who is named: by name, and why the note would not be read. Who left the desk reads nothing in it. */
export type Named = { id: string; name: string; unread: Unread | null }

export function namedIn(
  { mentions, visibility }: Pick<NoteWords, 'mentions' | 'visibility'>,
  members: readonly Member[],
  file: Pick<CaseFile, 'followers'>,
  before: Note['mentions'] = [],
): Named[] {
  return mentions.flatMap((id): Named[] => {
    const member = members.find((one) => one.accountId === id)
    const name = member?.name ?? before.find((one) => one.accountId === id)?.name
    if (!name) return []
    const follows = file.followers.some((one) => one.accountId === id)
    return [{ id, name, unread: whyUnread(member?.roles ?? [], follows, visibility) }]
  })
}
