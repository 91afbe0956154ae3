import { addNote, correctNote, listMentions, openNoteVersions, sawMention } from '#model/notes/contract.ts'
import { mayCorrectNote, whyUnread } from '#model/notes/rules.ts'
import { caseBrief, caseToWriteIn, followersOf, touchOf } from '../cases/asks.ts'
import { membersOf, namesOfActors } from '../identity/asks.ts'
import { askMailOnceADay } from '../mails/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notAllowed, notFound, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { shownNotes, shownVersions } from './present.ts'
import {
  correct,
  insertNote,
  markSeen,
  mentionsOfCase,
  type NoteRow,
  nameIn,
  noteOfCase,
  unseenOf,
  versionsOfCase,
} from './store.ts'

/** Lines on the home page; how many there are in all is said beside. */
const SHOWN = 20

async function shownNote(at: At, caseId: string, id: string) {
  const [kase, row, named, nameOf] = await Promise.all([
    caseBrief(at, caseId),
    noteOfCase(at, caseId, id),
    mentionsOfCase(at, caseId),
    namesOfActors(at),
  ])
  const [note] = kase && row ? shownNotes(at, [row], named, nameOf, kase.mayWrite) : []
  if (!note) throw notFound()
  return note
}

async function noteSeen(at: At, caseId: string, id: string): Promise<NoteRow> {
  const [kase, row] = await Promise.all([caseBrief(at, caseId), noteOfCase(at, caseId, id)])
  if (!kase || !row) throw notFound()
  return row
}

/** Names colleagues in a note. Whoever is named for the first time and reads the note is told by mail, who does not is not. */
async function mention(
  at: At,
  note: Pick<NoteRow, 'id' | 'case_id' | 'visibility'>,
  accounts: readonly string[],
): Promise<void> {
  const members = new Map((await membersOf(at)).map((each) => [each.id, each]))
  // Who left the desk since stays named in what was written before.
  const named = (await mentionsOfCase(at, note.case_id)).filter((each) => each.note_id === note.id)
  for (const [no, id] of accounts.entries())
    if (!members.has(id) && !named.some((each) => each.account_id === id)) throw unknownId(`/mentions/${no}`)
  const fresh = await nameIn(at, note.case_id, note.id, accounts)
  const followers = fresh.length > 0 ? await followersOf(at, note.case_id) : []
  for (const id of fresh) {
    const reads = whyUnread(members.get(id)?.roles ?? [], followers.includes(id), note.visibility) === null
    if (reads && id !== at.actor.accountId) await askMailOnceADay(at, id, 'note-mention')
  }
}

async function mentionsOfActor(at: At) {
  const [unseen, nameOf] = await Promise.all([unseenOf(at), namesOfActors(at)])
  const rows = unseen.slice(0, SHOWN)
  const names = await namesOfPersons(
    at,
    rows.map((each) => each.person_id),
  )
  return {
    rows: rows.map((each) => ({
      noteId: each.id,
      caseId: each.case_id,
      day: each.day,
      by: nameOf(each.by),
      at: each.at,
      personName: names.get(each.person_id)?.name ?? '',
      personCode: names.get(each.person_id)?.code ?? '',
    })),
    total: unseen.length,
  }
}

export const noteRoutes: Route[] = [
  route(addNote, async (at, { params, body }) => {
    const now = () => shownNote(at, params.case, body.id)
    if (await at.firstTime(body.id, { case: params.case, ...body }, now)) {
      await caseToWriteIn(at, params.case, body.day)
      await insertNote(at, params.case, body)
      await mention(at, { id: body.id, case_id: params.case, visibility: body.visibility }, body.mentions)
      await touchOf(at, params.case, body.day)
    }
    return now()
  }),
  route(correctNote, async (at, { params, body }) => {
    await caseToWriteIn(at, params.case, null)
    const note = await noteOfCase(at, params.case, params.note)
    if (!note) throw notFound()
    if (!mayCorrectNote(at.actor.name, note.by)) throw notAllowed('not-yours')
    if (note.version !== body.version) throw movedOn(await shownNote(at, params.case, note.id))
    const visibility = body.visibility ?? note.visibility
    await correct(at, note, { ...body, visibility })
    if (body.mentions) await mention(at, { ...note, visibility }, body.mentions)
    await touchOf(at, params.case, at.today)
    return shownNote(at, params.case, note.id)
  }),
  route(openNoteVersions, async (at, { params }) => {
    const note = await noteSeen(at, params.case, params.note)
    const [versions, nameOf] = await Promise.all([versionsOfCase(at, params.case), namesOfActors(at)])
    const before = versions.filter((each) => each.note_id === note.id)
    return { rows: shownVersions(at, note, before, nameOf) }
  }),
  route(listMentions, (at) => mentionsOfActor(at)),
  route(sawMention, async (at, { params }) => {
    const note = await noteSeen(at, params.case, params.note)
    await markSeen(at, note.id)
    return mentionsOfActor(at)
  }),
]
