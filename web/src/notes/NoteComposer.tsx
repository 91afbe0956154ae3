import { type FormEvent, useRef, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { wrongDayOf } from '../cases/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { fieldErrorsOf } from '../ui/wrong.ts'
import { NoteFields } from './NoteFields.tsx'
import { type NoteWords, wordsOf } from './note-values.ts'
import { useNoteActs } from './queries.ts'

type Values = NoteWords & { day: string }
const begin = (): Values => ({ text: '', kind: 'interview', visibility: 'desk', mentions: [], day: '' })

/** A note, kept while it is written. */
export function NoteComposer({ file }: { file: CaseFile }) {
  const { t } = useText()
  const say = useSay()
  const acts = useNoteActs(file.id)
  const draft = useDraft<Values>('note', file.id, begin())
  const early = useEarlyPress(draft.ready)
  const area = useRef<HTMLTextAreaElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ text?: string; day?: string }>({})
  const [failed, setFailed] = useState<unknown>(null)
  useKeys([{ key: 'n', says: t('keys.note'), run: () => area.current?.focus() }])
  const { text, day } = draft.values
  // It stays open once somebody was in it: closing under the mouse, it would take what is clicked below away.
  const [entered, setEntered] = useState(false)
  const open = entered || text !== '' || draft.resumed

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || early.holds(text.trim() !== '')) return
    const read = readDate(day || typed(todayHere()))
    const bad = !read.ok ? `ui.date.${read.reason}` : wrongDayOf(read.date, file)
    setWrong({ ...(!text.trim() && { text: 'field.missing' }), ...(bad && { day: bad }) })
    if (!text.trim()) area.current?.focus()
    else if (bad) document.getElementById('note-day')?.focus()
    if (!text.trim() || bad || !read.ok) return
    setBusy(true)
    setFailed(null)
    try {
      await acts.add({ id: draft.id, day: read.date, ...wordsOf(draft.values) })
      await draft.finish(begin())
      setEntered(false)
      say(t('notes.added'))
    } catch (error) {
      const named = fieldErrorsOf(error)
      if (named?.day || named?.text) setWrong(named)
      else setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      ref={early.form}
      className={open ? 'composer composer-open' : 'composer'}
      onSubmit={submit}
      onKeyDown={submitKeys}
      onFocus={() => setEntered(true)}
      aria-label={t('notes.one')}
    >
      <NoteFields
        id="note"
        file={file}
        areaRef={area}
        rows={open ? 6 : 2}
        values={draft.values}
        error={wrong.text && t(wrong.text)}
        placeholder={t('notes.hint')}
        change={(part) => {
          if (part.text !== undefined) setWrong(({ text: _, ...rest }) => rest)
          draft.change(part)
        }}
      >
        <DateField
          id="note-day"
          label={t('notes.day')}
          value={day || typed(todayHere())}
          onChange={(next) => {
            setWrong(({ day: _, ...rest }) => rest)
            draft.change({ day: next })
          }}
          error={wrong.day && t(wrong.day)}
        />
      </NoteFields>
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t('notes.save')}
        </Button>
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
