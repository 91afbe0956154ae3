import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import type { Note } from '#model/notes/contract.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { NoteCorrection } from './NoteCorrection.tsx'
import { NoteVersions } from './NoteVersions.tsx'
import { useSawMention } from './queries.ts'

/** A note in the story of its case: one line that unfolds; of a restricted one that there is one. */
export function NoteEntry({ note, file }: { note: Note; file: CaseFile }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const who = useWho()
  const asked = useAskedDraft()
  const saw = useSawMention()
  const summary = useRef<HTMLElement>(null)
  const isSought = useLocation({ select: ({ hash }) => hash === `nota-${note.id}` })
  const [correcting, setCorrecting] = useState(note.can.includes('correct') && asked?.record === note.id)
  const [versions, setVersions] = useState(false)
  useEffect(() => {
    if (isSought) summary.current?.focus()
  }, [isSought])
  const kind = note.kind === 'other' ? t('notes.one') : codes.one(noteKinds, note.kind)
  if (correcting) return <NoteCorrection file={file} note={note} onDone={() => setCorrecting(false)} />
  if (note.hidden)
    return (
      <p className="entry-event">
        <Chip icon="lock">{t('notes.restricted')}</Chip> {kind} <small>{who(note.by)}</small>
      </p>
    )
  return (
    <details
      className="entry-details"
      open={isSought}
      onToggle={(event) => {
        // What is not told now is told again: the note stays among those that name me.
        if (event.currentTarget.open && note.newForMe) void saw(file.id, note.id).catch(() => {})
      }}
    >
      <summary ref={summary}>
        <strong>{kind}</strong>
        {note.visibility === 'legal' && <Chip icon="lock">{t('notes.restricted')}</Chip>}{' '}
        <span className="personal entry-text">{note.text}</span> <small>{who(note.by)}</small>
      </summary>
      <p className="prose personal">{note.text}</p>
      {note.mentions.length > 0 && (
        <p>
          <small>{t('notes.names', { names: note.mentions.map(({ name }) => name).join(', ') })}</small>
        </p>
      )}
      <p className="entry-foot">
        <small>
          {note.changedAt
            ? t('notes.changed', { by: who(note.by), at: formatInstant(note.changedAt, lang) })
            : t('notes.written', { by: who(note.by), at: formatInstant(note.writtenAt, lang) })}
        </small>
        {note.version > 1 && (
          <Button small look="plain" icon="clock" onClick={() => setVersions(true)}>
            {t('notes.versions')}
          </Button>
        )}
        {note.can.includes('correct') && (
          <Button small look="plain" icon="edit" onClick={() => setCorrecting(true)}>
            {t('notes.correct')}
          </Button>
        )}
      </p>
      {versions && <NoteVersions caseId={file.id} note={note} onClose={() => setVersions(false)} />}
    </details>
  )
}
