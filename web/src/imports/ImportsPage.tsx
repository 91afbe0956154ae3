import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 } from 'uuid'
import { formatInstant } from '#model/calendar.ts'
import { type ImportRun, uploadRegister } from '#model/imports/contract.ts'
import { ImportKind } from '#model/imports/fields.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Failure } from '../ui/failure.tsx'
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
  const [kind, setKind] = useState<ImportKind>('contacts')
  const [busy, setBusy] = useState<string | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const take = async (file: File) => {
    setFailed(null)
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
      <FileDrop
        reading={busy}
        words={{ drop: t('import.drop'), choose: t('import.choose'), limits: t('import.limits') }}
        accept=".csv,.xlsx,.txt"
        most={uploadRegister.upload?.most ?? 0}
        onFile={(file) => void take(file)}
      />
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
