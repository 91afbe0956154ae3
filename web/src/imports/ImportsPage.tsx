import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { formatInstant } from '#model/calendar.ts'
import { type ImportRun, uploadRegister } from '#model/imports/contract.ts'
import { ImportKind } from '#model/imports/fields.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { ImportChip } from './ImportChip.tsx'
import { importsQuery, showRun, upload } from './queries.ts'
import { RememberedColumns } from './RememberedColumns.tsx'

/** Registers brought in: choose a file, and what was brought in before. */
export function ImportsPage() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(importsQuery(desk.code))
  return (
    <Page title={t('import.title')} tab={t('import.title')}>
      <Choose />
      <RememberedColumns />
      <Card title={t('import.past')}>
        <QueryState query={query} rows={3} />
        {query.data?.rows.length === 0 && <EmptyState>{t('import.none')}</EmptyState>}
        {query.data && query.data.rows.length > 0 && <ImportTable rows={query.data.rows} />}
      </Card>
    </Page>
  )
}

function Choose() {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [kind, setKind] = useState<ImportKind>('contacts')
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [tooBig, setTooBig] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const take = async (file: File | undefined) => {
    if (!file || busy) return
    setFailed(null)
    setTooBig(file.size > (uploadRegister.upload?.most ?? 0))
    if (file.size > (uploadRegister.upload?.most ?? 0)) return
    setBusy(file.name)
    try {
      const run = await upload(desk.code, v7(), kind, file)
      showRun(client, desk.code, run)
      await navigate({ to: '/$desk/importazione/$id', params: { desk: desk.code, id: run.id } })
    } catch (error) {
      setFailed(error)
      setBusy(null)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <Card title={t('import.new')}>
      <ChoiceField
        id="kind"
        label={t('import.kind')}
        value={kind}
        onChange={(value) => setKind(value as ImportKind)}
        options={ImportKind.options.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
      />
      <p>{t(`import.what.${kind}`)}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same */}
      <div
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="import" />
        <p>{busy ? t('import.reading', { file: busy }) : t('import.drop')}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx,.txt"
          className="visually-hidden"
          aria-label={t('import.choose')}
          tabIndex={-1}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button look="primary" busy={busy !== null} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <small>{t('import.limits')}</small>
      </div>
      {tooBig && (
        <Notice tone="red" title={t('problem.too-large.title')}>
          <p>{t('import.error.too-large', { most: 25 })}</p>
        </Notice>
      )}
      {failed !== null && <Failure error={failed} />}
    </Card>
  )
}

/** How far it is, and how many of its rows nobody has decided on: an import that is over may still ask for somebody. */
function States({ run }: { run: ImportRun }) {
  const { t } = useText()
  return (
    <>
      <ImportChip run={run} />{' '}
      {run.doubts > 0 && (
        <Chip tone="amber" icon="clock">
          {t('import.doubts-wait', { count: run.doubts })}
        </Chip>
      )}
    </>
  )
}

/** How many records of its own kind an import brought. */
const added = (run: ImportRun): number =>
  ({ contacts: run.contactsAdded, persons: run.personsAdded, cases: run.casesAdded })[run.kind]

function ImportTable({ rows }: { rows: readonly ImportRun[] }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const columns: Column<ImportRun>[] = [
    {
      key: 'file',
      head: t('import.file'),
      cell: (run) => (
        <Link className="row-link" to="/$desk/importazione/$id" params={{ desk: desk.code, id: run.id }}>
          {run.fileName || t('import.file-gone')}
        </Link>
      ),
    },
    { key: 'state', head: t('import.state'), cell: (run) => <States run={run} /> },
    { key: 'kind', head: t('import.kind-of'), wide: true, cell: (run) => t(`import.kind.${run.kind}`) },
    { key: 'rows', head: t('import.rows'), number: true, cell: (run) => run.rows },
    { key: 'added', head: t('import.added'), number: true, cell: added },
    { key: 'bad', head: t('import.bad'), number: true, cell: (run) => run.bad },
    { key: 'by', head: t('import.by'), wide: true, cell: (run) => run.startedBy },
    { key: 'at', head: t('import.at'), wide: true, cell: (run) => formatInstant(run.startedAt, lang) },
  ]
  return <Table caption={t('import.past')} columns={columns} rows={rows} rowKey={(run) => run.id} keys />
}
