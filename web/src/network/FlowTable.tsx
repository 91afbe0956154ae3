import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { fold } from '#model/codes/fold.ts'
import { needs } from '#model/codes/needs.ts'
import { type Flow, type NetworkMap, punctualities } from '#model/network/flows.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { EmptyState } from '../ui/Page.tsx'
import { FilterSelect } from '../ui/Pager.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useMapWords } from './map-words.ts'
import { WordsBox } from './WordsBox.tsx'

type Row = Flow & { key: string; desk: string; name: string; body: string; area: string; needs: readonly string[] }
/** Rows that are shown at once, and added by a touch. */
const ROWS = 40
const orders = ['desk', 'service', 'in-time'] as const

/** The flows of the map as rows: by number, or as asked for; some at a time. */
export function FlowTable({ map }: { map: NetworkMap }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const words = useMapWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/rete/mappa' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, ...part }, replace: true })
  const [most, setMost] = useState(ROWS)
  const all = useMemo(() => rowsOf(map), [map])
  const wanted = search.parole ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names of codes change with the language alone
  const rows = useMemo(
    () => found(ordered(all, search.ordine), wanted, (list) => codes.several(needs, list)),
    [all, search.ordine, wanted, t],
  )
  const columns: Column<Row>[] = [
    {
      key: 'service',
      head: t('network.map.to'),
      cell: (row) => (
        <>
          <Link className="row-link" to="/$desk/rete/$id" params={{ desk: desk.code, id: row.service }}>
            {row.name}
          </Link>
          <small className="under">{row.body}</small>
        </>
      ),
    },
    { key: 'desk', head: t('network.map.from'), cell: (row) => row.desk },
    { key: 'area', head: t('network.field.area'), cell: (row) => row.area || '–' },
    { key: 'need', head: t('network.field.needs'), cell: (row) => codes.several(needs, row.needs) || '–' },
    {
      key: 'sent',
      head: t('network.map.sent'),
      number: true,
      cell: (row) => <span className="flow-figure">{words.figure(row.sent)}</span>,
    },
    {
      key: 'in-time',
      head: t('network.map.answers'),
      cell: (row) => (
        <>
          {words.inTime(row)}
          {row.counts && <small className="under">{words.counts(row)}</small>}
        </>
      ),
    },
  ]
  return (
    <>
      <div className="toolbar">
        <WordsBox words={search.parole ?? ''} onChange={(parole) => set({ parole: parole || undefined })} />
        <FilterSelect
          id="ordine"
          label={t('ui.order')}
          none={t('network.map.order.sent')}
          value={search.ordine}
          options={orders.map((value) => ({ value, label: t(`network.map.order.${value}`) }))}
          onChange={(ordine) => set({ ordine: ordine as typeof search.ordine })}
        />
      </div>
      {rows.length === 0 && <EmptyState>{t('network.map.none-found')}</EmptyState>}
      {rows.length > 0 && (
        <Table
          caption={t('network.map.table')}
          columns={columns}
          rows={rows.slice(0, most)}
          rowKey={({ key }) => key}
          keys
        />
      )}
      {rows.length > most && (
        <p className="not-on-paper">
          <Button small onClick={() => setMost(most + ROWS)}>
            {t('network.map.more-rows', { count: rows.length - most })}
          </Button>
        </p>
      )}
    </>
  )
}

function rowsOf({ flows, desks, services }: NetworkMap): Row[] {
  const deskBy = new Map(desks.map((desk) => [desk.code, desk.name]))
  const serviceBy = new Map(services.map((service) => [service.id, service]))
  return flows.map((flow) => {
    const { name = '', body = '', area = '', needs: answers = [] } = serviceBy.get(flow.service) ?? {}
    const key = `${flow.from} ${flow.service} ${flow.to}`
    return { ...flow, key, desk: deskBy.get(flow.from) ?? flow.from, name, body, area, needs: answers }
  })
}

/** Rows in which each word is the beginning of one; thousands of rows are of some hundred services and some desks. */
function found(rows: Row[], words: string, needsOf: (needs: readonly string[]) => string): Row[] {
  const wanted = fold(words).split(' ')
  if (wanted.join('') === '') return rows
  const known = new Map<string, string>()
  const textOf = (key: string, text: () => string): string => {
    const folded = known.get(key) ?? ` ${fold(text())}`
    known.set(key, folded)
    return folded
  }
  return rows.filter((row) => {
    const { service, name, body, area, desk, from } = row
    const text =
      textOf(`service ${service}`, () => [name, body, area, needsOf(row.needs)].join(' ')) +
      textOf(`desk ${from}`, () => desk)
    return wanted.every((word) => text.includes(` ${word}`))
  })
}

function ordered(rows: readonly Row[], by: (typeof orders)[number] | undefined): Row[] {
  const text = (one: string, other: string) => one.localeCompare(other, 'it')
  const share = ({ punctuality }: Row) => punctualities.indexOf(punctuality)
  const compare = {
    desk: (one: Row, other: Row) => text(one.desk, other.desk),
    service: (one: Row, other: Row) => text(one.name, other.name),
    'in-time': (one: Row, other: Row) => share(one) - share(other),
  }
  // The answer is ordered by number, and what is alike stays so.
  return by ? rows.toSorted(compare[by]) : [...rows]
}
