import { type FormEvent, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { Note } from '#model/notes/contract.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ConflictPanel } from '../ui/ConflictPanel.tsx'
import { useCodes } from '../ui/codes.ts'
import { mergeEdits } from '../ui/conflict.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { NoteFields } from './NoteFields.tsx'
import { type NoteWords, wordsOf, wordsOfNote } from './note-values.ts'
import { useNoteActs } from './queries.ts'

/** The text stands in it once: a draft has room for one long note, not for two. */
type Edit = NoteWords & { caseId: string; version: number }

/** Corrects an own note; what was restricted is not opened to the desk unasked. If it was changed elsewhere meanwhile, both stand side by side. */
export function NoteCorrection({ file, note, onDone }: { file: CaseFile; note: Note; onDone: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useNoteActs(file.id)
  const draft = useDraft<Edit>('note', note.id, {
    ...wordsOfNote(note),
    caseId: file.id,
    version: note.version,
  })
  const [base, setBase] = useState(note)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [theirs, setTheirs] = useState<Note | null>(null)
  const [widening, setWidening] = useState(false)
  const mine = wordsOf(draft.values)

  const save = async (words: NoteWords, version: number) => {
    if (!words.text.trim()) return
    setWidening(false)
    setBusy(true)
    setFailed(null)
    try {
      await acts.correct(note.id, { ...words, version })
      await draft.finish()
      say(t('notes.corrected'))
      onDone()
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Note.safeParse(error.current) : undefined
      if (now?.success) setTheirs(now.data)
      else setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (base.visibility === 'legal' && mine.visibility === 'desk') setWidening(true)
    else void save(mine, draft.values.version)
  }
  // A draft that began on an older version does not know what stood there: then all that differs is put side by side.
  const began = base.version === draft.values.version ? wordsOfNote(base) : {}
  const conflict = theirs && mergeEdits<NoteWords>(began, mine, wordsOfNote(theirs))
  const names = new Map([...note.mentions, ...(theirs?.mentions ?? [])].map((one) => [one.accountId, one.name]))
  const labelOf = (field: keyof NoteWords) =>
    t({ kind: 'notes.kind', text: 'notes.one', visibility: 'notes.visibility', mentions: 'notes.named' }[field])
  const sayValue = (field: keyof NoteWords, value: unknown) => {
    if (field === 'kind') return codes.one(noteKinds, String(value))
    if (field === 'visibility') return t(`notes.visibility.${value}`)
    return Array.isArray(value) ? value.map((id) => names.get(id) ?? '').join(', ') : String(value)
  }
  return (
    <form className="composer composer-open" onSubmit={submit} onKeyDown={submitKeys}>
      <NoteFields
        id={`note-${note.id}`}
        file={file}
        rows={8}
        autoFocus
        values={draft.values}
        named={note.mentions}
        change={draft.change}
      />
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" small busy={busy}>
          {t('ui.save')}
        </Button>
        <Button small onClick={onDone}>
          {t('ui.close-keep-draft')}
        </Button>
        <DraftStatus draft={draft} />
      </div>
      {widening && (
        <Dialog title={t('notes.widen')} onClose={() => setWidening(false)}>
          <p>{t('notes.widen-text')}</p>
          <div className="dialog-actions">
            <Button onClick={() => setWidening(false)}>{t('ui.cancel')}</Button>
            <Button look="primary" onClick={() => void save(mine, draft.values.version)}>
              {t('notes.widen-do')}
            </Button>
          </div>
        </Dialog>
      )}
      {theirs && conflict && (
        <ConflictPanel<NoteWords>
          {...conflict}
          labelOf={labelOf}
          sayValue={sayValue}
          onClose={() => setTheirs(null)}
          onDone={(picked) => {
            const merged = { ...conflict.merged, ...picked }
            draft.change({ ...merged, version: theirs.version })
            setBase(theirs)
            setTheirs(null)
            void save(merged, theirs.version)
          }}
        />
      )}
    </form>
  )
}
