import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ImportMode, ImportRun } from '#model/imports/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, Page, Strip } from '../ui/Page.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ColumnMatch } from './ColumnMatch.tsx'
import { ColumnProblems } from './ColumnProblems.tsx'
import { ImportChip } from './ImportChip.tsx'
import { ImportDoubts } from './ImportDoubts.tsx'
import { ImportErrors } from './ImportErrors.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { discardFile, importErrorsQuery, importQuery, showRun, startImport } from './queries.ts'
import { useChoice } from './use-choice.ts'

/** One import: what was understood, then how far it is, then what came of it. It goes on if the page is left. */
export function ImportPage() {
  const { t } = useText()
  const say = useSay()
  const desk = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/$desk/importazione/$id' })
  const { dopo } = useSearch({ from: '/signed-in/$desk/importazione/$id' })
  const query = useQuery(importQuery(desk.code, id))
  const run = query.data
  const done = run?.state === 'done'
  const choice = useChoice(run)
  useEffect(() => {
    // New contacts, persons and cases: every list is out of date.
    if (done)
      void client.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] === desk.code && (queryKey[1] !== 'imports' || queryKey[3] === 'errors'),
      })
  }, [done, client, desk.code])
  const discard = () =>
    void discardFile(desk.code, id)
      .then((left) => showRun(client, desk.code, left))
      .catch(() => say(t('problem.internal.title'), { bad: true }))
  return (
    <Page
      title={run ? run.fileName || t('import.file-gone') : t('import.one')}
      tab={t('import.one')}
      chips={run && <ImportChip run={run} />}
      menu={[
        { label: t('ui.print'), icon: 'print', run: () => print() },
        ...(run?.state === 'preview' ? [{ label: t('import.discard'), icon: 'close' as const, run: discard }] : []),
      ]}
    >
      <QueryState query={query} rows={6} />
      {run && <Outcome run={run} />}
      {run && <Counts run={run} />}
      {run?.state === 'preview' && run.problems.length === 0 && <Start run={run} dirty={choice.dirty} />}
      {run && run.doubts > 0 && <ImportDoubts run={run} />}
      {run?.state === 'preview' && <ColumnMatch run={run} choice={choice} />}
      {run && run.bad > 0 && (
        <ImportErrors
          id={id}
          after={dopo ?? 0}
          go={(after) => void navigate({ to: '.', search: { dopo: after || undefined } })}
        />
      )}
      {run && run.columns.length > 0 && <ImportPreview run={run} />}
    </Page>
  )
}

/** What a file may hold at most, by the reason for which it was not read: megabytes, rows, columns. */
const limits: Record<string, number> = { 'too-large': 25, 'too-many-rows': 200_000, 'too-wide': 200 }

function Outcome({ run }: { run: ImportRun }) {
  const { t } = useText()
  const desk = useDesk()
  // Bad rows have words of their own, with how many they are.
  const reason = run.reason === 'bad-rows' ? null : run.reason
  // The heading that is missing stands in the first row of what is wrong.
  const errors = useQuery({
    ...importErrorsQuery(desk.code, run.id, 0),
    enabled: reason === 'column-missing' || reason === 'column-twice',
  })
  const column = errors.data?.rows.find((one) => one.code === reason)?.column ?? errors.data?.rows[0]?.column ?? ''
  const key = `import.error.${reason}`
  const said = reason ? t(key, { most: limits[reason] ?? 0, column, value: '' }) : ''
  const why = said === key ? '' : said
  if (run.state === 'waiting' || run.state === 'running')
    return (
      <Card title={t('import.running')}>
        <ProgressBar done={run.done} all={run.rows} label={t('import.progress', { done: run.done, all: run.rows })} />
        <p className="quiet">{t('import.may-leave')}</p>
      </Card>
    )
  if (run.state === 'done')
    return (
      <Notice
        tone="good"
        title={t(`import.done.${run.kind}`, {
          contacts: run.contactsAdded,
          persons: run.personsAdded,
          cases: run.casesAdded,
        })}
        action={
          <Link
            className="btn btn-outline btn-small"
            to={run.kind === 'persons' ? '/$desk/persone' : '/$desk/monitoraggio'}
            params={{ desk: desk.code }}
          >
            {t(run.kind === 'persons' ? 'import.see-persons' : 'import.see-return')}
          </Link>
        }
      >
        {run.alreadyThere > 0 && <p>{t('import.already-there', { count: run.alreadyThere })}</p>}
      </Notice>
    )
  if (run.state === 'preview' && run.problems.length > 0)
    return (
      <Notice tone="red" title={t('import.not-yet')}>
        <ColumnProblems run={run} problems={run.problems} bare />
        <p>{t('import.nothing-written')}</p>
      </Notice>
    )
  if (run.state === 'refused')
    return (
      <Notice tone="amber" title={t('import.refused')}>
        {run.problems.length > 0 ? (
          <ColumnProblems run={run} problems={run.problems} bare />
        ) : (
          <p>{why || t('import.refused-text', { count: run.bad })}</p>
        )}
      </Notice>
    )
  if (run.state === 'unreadable' || run.state === 'failed')
    return (
      <Notice
        tone="red"
        title={t(`import.state.${run.state}`)}
        action={
          <Link className="btn btn-outline btn-small" to="/$desk/importazione" params={{ desk: desk.code }}>
            {t('import.again')}
          </Link>
        }
      >
        <p>
          {why} {t('import.nothing-written')}
        </p>
      </Notice>
    )
  return null
}

function Counts({ run }: { run: ImportRun }) {
  const { t } = useText()
  if (run.rows === 0) return null
  const after = run.state === 'done'
  return (
    <Strip
      facts={[
        { label: t('import.rows'), value: run.rows },
        { label: t('import.good'), value: run.good },
        { label: t('import.bad'), value: run.bad },
        ...(after
          ? [
              ...(run.kind === 'contacts' ? [{ label: t('import.contacts-added'), value: run.contactsAdded }] : []),
              ...(run.kind === 'cases' ? [] : [{ label: t('import.persons-added'), value: run.personsAdded }]),
              ...(run.kind === 'persons' ? [] : [{ label: t('import.cases-added'), value: run.casesAdded }]),
              { label: t('import.already'), value: run.alreadyThere },
              ...(run.doubts > 0 ? [{ label: t('import.doubts-count'), value: run.doubts }] : []),
            ]
          : []),
      ]}
    />
  )
}

function Start({ run, dirty }: { run: ImportRun; dirty: boolean }) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const [mode, setMode] = useState<ImportMode>('valid-rows')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const start = async () => {
    setBusy(true)
    setFailed(null)
    try {
      showRun(client, desk.code, await startImport(desk.code, run.id, mode))
      scrollTo({ top: 0 })
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }
  return (
    <Card title={t('import.start')}>
      {run.good === 0 && <Notice tone="amber" title={t('import.no-good-row')} />}
      {run.bad > 0 && run.good > 0 && (
        <ChoiceField
          id="mode"
          label={t('import.mode')}
          value={mode}
          onChange={(value) => setMode(value as ImportMode)}
          options={[
            { value: 'valid-rows', label: t('import.mode.valid-rows', { count: run.good }) },
            { value: 'all-or-nothing', label: t('import.mode.all-or-nothing') },
          ]}
        />
      )}
      {mode === 'all-or-nothing' && <Notice tone="amber" title={t('import.would-refuse', { count: run.bad })} />}
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        {run.good > 0 && (
          <Button look="primary" busy={busy} disabled={dirty} onClick={() => void start()}>
            {mode === 'all-or-nothing' ? t('import.go-all') : t('import.go', { count: run.good })}
          </Button>
        )}
        <Link className="btn btn-plain" to="/$desk/importazione" params={{ desk: desk.code }}>
          {t('import.other-file')}
        </Link>
      </div>
      <p className="quiet">{t(dirty ? 'import.read-first' : 'import.twice')}</p>
    </Card>
  )
}
