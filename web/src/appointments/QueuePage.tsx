import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type MouseEvent, useRef, useState } from 'react'
import type { WalkIn, WalkInAct } from '#model/appointments/contract-queue.ts'
import { timeOfDay } from '#model/calendar.ts'
import { type Language, languages } from '#model/codes/languages.ts'
import { type Need, needs } from '#model/codes/needs.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { usePress } from '../ui/press.ts'
import { QueryState } from '../ui/QueryState.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNames } from './agenda-words.ts'
import { queueQuery, useQueueActs } from './queue-queries.ts'

/** Who came today without an appointment: who waits, who is with a colleague, who is done. */
export function QueuePage() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const query = useQuery(queueQuery(desk.code))
  const acts = useQueueActs()
  const [failed, setFailed] = useState<unknown>(null)
  const rows = query.data?.rows ?? []
  const of = (...states: WalkIn['state'][]) => rows.filter(({ state }) => states.includes(state))
  const waiting = of('waiting')
  const mayWrite = desk.may('appointment.write')
  const { busy, press } = usePress()
  const act = async (row: WalkIn, does: WalkInAct) => {
    setFailed(null)
    try {
      await acts.move(row.id, row.version, does)
      say(t(`agenda.queue-said.${does}`))
    } catch (error) {
      setFailed(error)
    }
  }
  const move = (row: WalkIn, does: WalkInAct, event?: MouseEvent) => void press(() => act(row, does), event)
  const next = (event?: MouseEvent) => {
    const [first] = waiting
    if (first) move(first, 'take', event)
  }
  useKeys(mayWrite ? [{ key: 'p', says: t('agenda.queue-next'), run: () => next() }] : [])
  const beaten = failed instanceof CallError && failed.code === 'moved-on'
  const list = (title: string, some: readonly WalkIn[], none = '') =>
    (some.length > 0 || none !== '') && (
      <Card title={title} count={some.length}>
        {some.length === 0 && <EmptyState>{none}</EmptyState>}
        <ol className="lines">
          {some.map((row) => (
            <Line key={row.id} row={row} busy={busy} move={(does, event) => move(row, does, event)} />
          ))}
        </ol>
      </Card>
    )
  return (
    <Page
      title={t('agenda.queue')}
      tab={t('agenda.queue')}
      action={
        mayWrite && (
          <Button look="primary" disabled={waiting.length === 0} busy={busy} onClick={next}>
            {t('agenda.queue-next')}
          </Button>
        )
      }
    >
      <QueryState query={query} rows={5} />
      <div role="status">
        {beaten && (
          <Notice tone="amber">
            <p>{t('agenda.queue-beaten')}</p>
          </Notice>
        )}
      </div>
      {failed !== null && !beaten && <Failure error={failed} />}
      {query.data && (
        <>
          {list(t('agenda.queue.waiting'), waiting, t('agenda.queue-nobody'))}
          {list(t('agenda.queue.with'), of('with'))}
          {mayWrite && <Arrival />}
          {list(t('agenda.queue.done'), of('done', 'left'))}
        </>
      )}
    </Page>
  )
}

type LineProps = { row: WalkIn; busy: boolean; move: (act: WalkInAct, event: MouseEvent) => void }

function Line({ row, busy, move }: LineProps) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { nameOf } = useNames()
  const about = [
    row.language && codes.one(languages, row.language),
    row.need && codes.one(needs, row.need),
    row.note,
  ].filter(Boolean)
  const name = row.name || t('agenda.queue-unnamed')
  return (
    <li>
      <div>
        <strong>{timeOfDay(row.arrivedAt)}</strong> <span className="personal">{name}</span>
        <small className="personal">{about.join(' · ')}</small>
        {row.colleague && <small>{t('agenda.queue-with', { name: nameOf(row.colleague) })}</small>}
      </div>
      <div className="chips agenda-buttons">
        {row.state === 'left' && <Chip>{t('agenda.queue.left')}</Chip>}
        {row.state === 'with' && desk.may('contact.write') && (
          <Link className="btn btn-outline btn-small" to="/$desk/contatti/nuovo" params={{ desk: desk.code }}>
            {t('agenda.queue-contact')}
          </Link>
        )}
        {row.can.map((act) => (
          <Button
            key={act}
            small
            look={act === 'take' || act === 'finish' ? 'primary' : 'outline'}
            aria-label={t('agenda.queue-act-of', { act: t(`agenda.queue-act.${act}`), name })}
            busy={busy}
            onClick={(event) => move(act, event)}
          >
            {t(`agenda.queue-act.${act}`)}
          </Button>
        ))}
      </div>
    </li>
  )
}

const nothing = { name: '', language: '', need: '', note: '' }

/** Somebody came: only the hour is needed, and that is now. */
function Arrival() {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const acts = useQueueActs()
  const draft = useDraft('walk-in', null, nothing)
  const { values, change } = draft
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const first = useRef<HTMLInputElement>(null)
  useKeys([{ key: 'n', says: t('agenda.queue-new'), run: () => first.current?.focus() }])
  const submit = async () => {
    if (busy || !draft.ready) return
    setBusy(true)
    setFailed(null)
    try {
      const { language, need, ...words } = values
      await acts.note({
        ...words,
        id: draft.id,
        language: (language || null) as Language | null,
        need: (need || null) as Need | null,
      })
      await draft.finish(nothing)
      say(t('agenda.queue-said.note'))
      first.current?.focus()
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={t('agenda.queue-new')}>
      <form
        className="form"
        aria-label={t('agenda.queue-new')}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        onKeyDown={submitKeys}
      >
        <div className="field-row">
          <TextField
            id="walk-in-name"
            label={t('agenda.queue-name')}
            help={t('agenda.queue-name-help')}
            optional
            personal
            maxLength={80}
            inputRef={first}
            value={values.name}
            onChange={(name) => change({ name })}
          />
          <ComboField
            id="walk-in-language"
            label={t('agenda.queue-language')}
            optional
            value={values.language}
            onChange={(language) => change({ language })}
            options={codes.options(languages)}
          />
        </div>
        <div className="field-row">
          <SelectField
            id="walk-in-need"
            label={t('agenda.queue-need')}
            optional
            none={t('ui.choose')}
            value={values.need}
            onChange={(need) => change({ need })}
            options={codes.options(needs)}
          />
          <TextField
            id="walk-in-note"
            label={t('agenda.queue-note')}
            optional
            personal
            maxLength={300}
            value={values.note}
            onChange={(note) => change({ note })}
          />
        </div>
        {failed !== null && <Failure error={failed} />}
        <div className="form-actions">
          <Button type="submit" look="primary" busy={busy}>
            {t('agenda.queue-add')}
          </Button>
          <DraftStatus draft={draft} />
        </div>
      </form>
    </Card>
  )
}
