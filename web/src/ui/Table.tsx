import { type ReactNode, useRef } from 'react'
import { useKeys } from './keys.tsx'
import { useText } from './text.tsx'

export type Column<Row> = {
  key: string
  head: string
  cell: (row: Row) => ReactNode
  number?: boolean
  /** Left out on a phone. */
  wide?: boolean
}

type Props<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** j and k move from link to link; the first link of a row is the row's own. */
  keys?: boolean
}

/** Rows of 40 px. A link in the first cell covers its row. */
export function Table<Row>({ caption, columns, rows, rowKey, keys }: Props<Row>) {
  const { t } = useText()
  const body = useRef<HTMLTableSectionElement>(null)
  const step = (by: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('tr > :first-child a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))
    links[next]?.focus()
  }
  useKeys(
    keys
      ? [
          { key: 'j', says: t('keys.next-row'), run: () => step(1) },
          { key: 'k', says: t('keys.previous-row'), run: () => step(-1) },
        ]
      : [],
  )
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={look(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={look(column)} data-head={column.head}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const look = <Row,>(column: Column<Row>) =>
  [column.number && 'number', column.wide && 'wide'].filter(Boolean).join(' ') || undefined
