import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { lookAtServices, type ServiceList } from '#model/network/contract-lists.ts'
import { CallError } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, Page, Strip } from '../ui/Page.tsx'
import { Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { bringList, lookAtList } from './queries.ts'

type Looked = { file: File; list: ServiceList }

/** A list of services of somebody else's: looked at, then brought in. */
export function ServiceListPage() {
  const { t } = useText()
  const desk = useDesk()
  const [reading, setReading] = useState<string | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const look = async (file: File) => {
    setReading(file.name)
    setFailed(null)
    setLooked(null)
    try {
      setLooked({ file, list: await lookAtList(desk.code, file) })
    } catch (error) {
      setFailed(error)
    }
    setReading(null)
  }
  return (
    <Page title={t('network.list-title')} tab={t('network.list-title')}>
      <Card title={t('network.list')}>
        <p>{t('network.list-what')}</p>
        <FileDrop
          reading={reading}
          words={{
            drop: t('network.list-drop'),
            choose: t('network.list-choose'),
            limits: t('network.list-limits'),
          }}
          accept=".csv,.xlsx,.txt,.json,.zip"
          most={lookAtServices.upload?.most ?? 0}
          onFile={(file) => void look(file)}
        />
        {failed !== null && <Unread error={failed} />}
      </Card>
      {looked && <Found key={looked.file.name} {...looked} />}
    </Page>
  )
}

/** Why a file as a whole cannot be read. */
function Unread({ error }: { error: unknown }) {
  const { t } = useText()
  const code = error instanceof CallError ? error.errors.find(({ pointer }) => pointer === '/file')?.code : undefined
  if (!code) return <Failure error={error} />
  return (
    <Notice tone="red" title={t('import.state.unreadable')}>
      <p>{t(`import.error.${code}`, { most: code === 'too-many-rows' ? 2_000 : 10 })}</p>
    </Notice>
  )
}

function Found({ file, list }: Looked) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const [assured, setAssured] = useState(typed(todayHere()))
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [brought, setBrought] = useState<number | null>(null)
  const day = readDate(assured)
  const fresh = list.good - list.already
  const undated = list.good - list.dated
  const bring = async () => {
    if (!day.ok) return
    setBusy(true)
    setFailed(null)
    try {
      setBrought((await bringList(client, desk.code, file, day.date)).added)
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  return (
    <>
      <Strip
        facts={[
          { label: t('network.list-rows'), value: list.rows },
          { label: t('network.list-good'), value: list.good },
          { label: t('network.list-already'), value: list.already },
          { label: t('network.list-bad'), value: list.rows - list.good },
        ]}
      />
      {brought !== null && (
        <Notice tone="good" title={t('network.list-brought', { count: brought })}>
          <Link to="/$desk/rete" params={{ desk: desk.code }} search={{ mostra: 'ours' }}>
            {t('network.title')}
          </Link>
        </Notice>
      )}
      {brought === null && (
        <Card title={file.name}>
          {list.sample.length > 0 && <Sample list={list} />}
          {fresh === 0 && <p>{t('network.list-nothing')}</p>}
          {fresh > 0 && undated > 0 && (
            <DateField
              id="assured"
              label={t('network.list-assured')}
              help={t('network.list-assured-help', { count: undated })}
              value={assured}
              onChange={setAssured}
            />
          )}
          {failed !== null && <Failure error={failed} />}
          {fresh > 0 && (
            <div className="form-actions">
              <Button look="primary" busy={busy} disabled={!day.ok} onClick={() => void bring()}>
                {t('network.list-bring', { count: fresh })}
              </Button>
            </div>
          )}
          <p className="quiet">{t('network.list-not-public')}</p>
        </Card>
      )}
      <Doubts list={list} />
    </>
  )
}

/** The first entries as they were read: whether the columns were understood is seen at a glance. */
function Sample({ list }: { list: ServiceList }) {
  const { t } = useText()
  return (
    <Table
      caption={t('network.list-sample', { count: list.sample.length, all: list.good })}
      rows={list.sample}
      rowKey={({ row }) => String(row)}
      columns={[
        { key: 'row', head: t('network.list-row'), number: true, cell: ({ row }) => row },
        { key: 'name', head: t('network.field.name'), cell: ({ name }) => name },
        { key: 'body', head: t('network.field.organisationId'), cell: ({ organisation }) => organisation },
      ]}
    />
  )
}

/** What was not read, by row. */
function Doubts({ list }: { list: ServiceList }) {
  const { t } = useText()
  const fieldOf = (field: string) => {
    const name = field.split('.').filter((part) => !/^\d+$/.test(part) && part !== 'facts')[0] ?? ''
    const own = ['newOrganisation', 'assured', 'permit'].includes(name)
    return own ? t(`network.list-field.${name}`) : t(`network.field.${name}`)
  }
  const known = ['too-small', 'too-big', 'missing', 'twice', 'ends-before-start', 'overlaps']
  return (
    <>
      {list.unknownColumns.length > 0 && (
        <Notice tone="amber" title={t('network.list-unknown-columns', { columns: list.unknownColumns.join(', ') })} />
      )}
      {list.errors.length > 0 && (
        <Card title={t('network.list-bad')}>
          <Table
            caption={t('network.list-bad')}
            rows={list.errors}
            rowKey={({ row, field, code }) => `${row} ${field} ${code}`}
            columns={[
              { key: 'row', head: t('network.list-row'), number: true, cell: ({ row }) => row },
              { key: 'field', head: t('network.field'), cell: ({ field }) => fieldOf(field) },
              {
                key: 'code',
                head: t('network.list-problem'),
                cell: ({ code }) => t(`network.list-code.${known.includes(code) ? code : 'other'}`),
              },
            ]}
          />
        </Card>
      )}
      {list.notUnderstood.length > 0 && (
        <Card title={t('network.list-not-understood')}>
          <Table
            caption={t('network.list-not-understood')}
            rows={list.notUnderstood}
            rowKey={({ row, field, text }) => `${row} ${field} ${text}`}
            columns={[
              { key: 'row', head: t('network.list-row'), number: true, cell: ({ row }) => row },
              { key: 'field', head: t('network.field'), cell: ({ field }) => fieldOf(field) },
              { key: 'text', head: t('network.list-word'), cell: ({ text }) => text },
            ]}
          />
        </Card>
      )}
    </>
  )
}
