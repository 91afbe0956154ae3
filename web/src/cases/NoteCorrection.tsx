import { type FormEvent, useState } from 'react'
import { CaseFile, Note } from '#model/cases/contract.ts'
import { type NoteKind, noteKinds } from '#model/codes/note-kinds.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ConflictPanel } from '../ui/ConflictPanel.tsx'
import { useCodes } from '../ui/codes.ts'
import { mergeEdits } from '../ui/conflict.ts'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { AreaField, SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useCaseActs } from './queries.ts'

type Words = { kind: NoteKind; text: string }
/** The text stands in it once: a draft has room for one long note, not for two. */
type Edit = Words & { caseId: string; version: number }

const wordsOf = ({ kind, text }: Words): Words => ({ kind, text })

/** The note as it is now, out of what came with the refusal: the note itself or its whole case. */
function noteNow(current: unknown, id: string): Note | undefined {
  const note = Note.safeParse(current)
  if (note.success) return note.data
  const file = CaseFile.safeParse(current)
  return file.success ? file.data.notes.find((one) => one.id === id) : undefined
}

/** Corrects an own note. If it was changed elsewhere meanwhile, both stand side by side. */
export function NoteCorrection({ file, note, onDone }: { file: CaseFile; note: Note; onDone: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const draft = useDraft<Edit>('note', note.id, {
    ...wordsOf(note),
    caseId: file.id,
    version: note.version,
  })
  const [base, setBase] = useState(note)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [theirs, setTheirs] = useState<Note | null>(null)
  const mine = wordsOf(draft.values)

  const save = async (words: Words, version: number) => {
    if (!words.text.trim()) return
    setBusy(true)
    setFailed(null)
    try {
      await acts.rewrite(note.id, { ...words, version })
      await draft.finish()
      say(t('cases.note-corrected'))
      onDone()
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? noteNow(error.current, note.id) : undefined
      if (now) setTheirs(now)
      else setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void save(mine, draft.values.version)
  }
  // A draft that began on an older version does not know what stood there: then all that differs is put side by side.
  const began = base.version === draft.values.version ? wordsOf(base) : {}
  const conflict = theirs && mergeEdits<Words>(began, mine, wordsOf(theirs))
  const labelOf = (field: string) => (field === 'kind' ? t('cases.note-kind') : t('cases.note'))
  return (
    <form className="composer composer-open" onSubmit={submit} onKeyDown={submitKeys}>
      <AreaField
        id={`note-${note.id}`}
        label={t('cases.note')}
        rows={8}
        autoFocus
        personal
        value={draft.values.text}
        onChange={(text) => draft.change({ text })}
        maxLength={50_000}
      />
      <SelectField
        id={`kind-${note.id}`}
        label={t('cases.note-kind')}
        value={draft.values.kind}
        onChange={(kind) => draft.change({ kind: kind as NoteKind })}
        options={codes.options(noteKinds)}
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
      {theirs && conflict && (
        <ConflictPanel<Words>
          {...conflict}
          labelOf={labelOf}
          sayValue={(field, value) => (field === 'kind' ? codes.one(noteKinds, String(value)) : String(value))}
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
