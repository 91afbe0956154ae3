import { type FormEvent, useRef, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { type NoteKind, noteKinds } from '#model/codes/note-kinds.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { AreaField, SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { fieldErrorsOf } from '../ui/wrong.ts'
import { useCaseActs, wrongDayOf } from './queries.ts'

type Values = { text: string; kind: NoteKind; day: string }
const begin = (): Values => ({ text: '', kind: 'interview', day: '' })

/** A note, kept while it is written. */
export function NoteComposer({ file }: { file: CaseFile }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const draft = useDraft<Values>('note', file.id, begin())
  const early = useEarlyPress(draft.ready)
  const area = useRef<HTMLTextAreaElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ text?: string; day?: string }>({})
  const [failed, setFailed] = useState<unknown>(null)
  useKeys([{ key: 'n', says: t('keys.note'), run: () => area.current?.focus() }])
  const { text, kind, day } = draft.values
  const open = text !== '' || draft.resumed

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
      await acts.note({ id: draft.id, day: read.date, kind, text })
      await draft.finish(begin())
      say(t('cases.note-added'))
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
      aria-label={t('cases.note')}
    >
      <AreaField
        id="note-text"
        areaRef={area}
        label={t('cases.note')}
        rows={open ? 6 : 2}
        value={text}
        error={wrong.text && t(wrong.text)}
        placeholder={t('cases.note-hint')}
        personal
        onChange={(next) => {
          setWrong(({ text: _, ...rest }) => rest)
          draft.change({ text: next })
        }}
        maxLength={50_000}
      />
      <div className="composer-more">
        <SelectField
          id="note-kind"
          label={t('cases.note-kind')}
          value={kind}
          onChange={(next) => draft.change({ kind: next as NoteKind })}
          options={codes.options(noteKinds)}
        />
        <DateField
          id="note-day"
          label={t('cases.note-day')}
          value={day || typed(todayHere())}
          onChange={(next) => {
            setWrong(({ day: _, ...rest }) => rest)
            draft.change({ day: next })
          }}
          error={wrong.day && t(wrong.day)}
        />
      </div>
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t('cases.save-note')}
        </Button>
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
