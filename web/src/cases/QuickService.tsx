import { type FormEvent, useRef, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { type Need, needs } from '#model/codes/needs.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { fixed, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { useEarlyPress } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { fieldErrorsOf } from '../ui/wrong.ts'
import { useCaseActs, wrongDayOf } from './queries.ts'

type Values = { text: string; kind: Need | ''; day: string }

/** The kind that is likely: the one noted last, else the first need of the case. */
export function likelyKind(file: Pick<CaseFile, 'services' | 'needs'>): Need {
  const last = [...file.services].sort((one, other) => (one.id < other.id ? 1 : -1))[0]
  const first = isAnswered(file.needs) ? file.needs[0] : undefined
  return last?.kind ?? first ?? needs[0].code
}

/** A service in a line: `s`, the text, Enter. */
export function QuickService({ file }: { file: CaseFile }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const draft = useDraft<Values>('service', file.id, { text: '', kind: '', day: '' })
  const early = useEarlyPress(draft.ready)
  const field = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [wrong, setWrong] = useState<{ day?: string; text?: string }>({})
  useKeys([{ key: 's', says: t('keys.service'), run: () => field.current?.focus() }])
  const kind = draft.values.kind || likelyKind(file)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || early.holds(draft.values.text.trim() !== '')) return
    const day = readDate(draft.values.day || typed(todayHere()))
    const bad = !day.ok ? `ui.date.${day.reason}` : wrongDayOf(day.date, file)
    const empty = !draft.values.text.trim()
    setWrong({ ...(bad && { day: bad }), ...(empty && { text: 'cases.service-needed' }) })
    // A second Enter after a service would note one without words.
    if (empty) field.current?.focus()
    else if (bad) document.getElementById('service-day')?.focus()
    if (empty || bad || !day.ok) return
    setBusy(true)
    setFailed(null)
    try {
      const { id, values } = draft
      await acts.deliver({ id, day: day.date, kind, text: values.text })
      await draft.finish({ text: '', kind: '', day: '' })
      say(t('cases.service-added', { kind: codes.one(needs, kind) }), {
        undo: () => void acts.withdraw(id).catch(setFailed),
      })
      field.current?.focus()
    } catch (error) {
      const named = fieldErrorsOf(error)
      if (named?.day || named?.text) setWrong(named)
      else setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form ref={early.form} className="quick-service" onSubmit={submit} aria-label={t('cases.add-service')}>
      <label className="visually-hidden" htmlFor="service-kind">
        {t('cases.service-kind')}
      </label>
      <select
        id="service-kind"
        className="input"
        value={kind}
        onChange={(event) => draft.change({ kind: event.target.value as Need })}
      >
        {codes.options(needs).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <label className="visually-hidden" htmlFor="service-text">
        {t('cases.service-text')}
      </label>
      <input
        id="service-text"
        ref={field}
        className="input"
        placeholder={t('cases.service-hint')}
        value={draft.values.text}
        maxLength={2_000}
        aria-invalid={wrong.text ? true : undefined}
        aria-describedby={wrong.text ? 'service-wrong' : undefined}
        onChange={(event) => {
          setWrong(({ text: _, ...rest }) => rest)
          draft.change({ text: event.target.value })
        }}
        autoComplete="off"
      />
      <label className="visually-hidden" htmlFor="service-day">
        {t('cases.service-day')}
      </label>
      <input
        id="service-day"
        className="input input-day"
        value={draft.values.day}
        placeholder={t('cases.today')}
        aria-invalid={wrong.day ? true : undefined}
        aria-describedby={wrong.day ? 'service-wrong' : undefined}
        onChange={(event) => {
          setWrong(({ day: _, ...rest }) => rest)
          draft.change({ day: fixed(event.target.value) })
        }}
        autoComplete="off"
      />
      <Button type="submit" look="outline" busy={busy}>
        {t('cases.add')}
      </Button>
      {(wrong.text || wrong.day) && (
        <p className="field-error" id="service-wrong" role="alert">
          {[wrong.text, wrong.day]
            .map((key) => key && t(key))
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
      {failed !== null && <Failure error={failed} />}
    </form>
  )
}
