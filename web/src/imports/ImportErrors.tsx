import { useQuery } from '@tanstack/react-query'
import type { ImportError } from '#model/imports/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { importErrorsQuery } from './queries.ts'

/** Rows that could not be read: row, column, why and what to do. Printable. */
export function ImportErrors({ id, after, go }: { id: string; after: number; go: (after: number) => void }) {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(importErrorsQuery(desk.code, id, after))
  // A field without a column is named by its field, a column without a heading by its place.
  const columnName = (column: string) => {
    const place = /^#(\d+)$/.exec(column)
    if (place) return t('import.column-number', { number: Number(place[1]) })
    const said = t(`import.field.${column}`)
    return said.startsWith('import.') ? column : said
  }
  const columns: Column<ImportError>[] = [
    { key: 'row', head: t('import.row'), number: true, cell: (error) => error.row },
    { key: 'column', head: t('import.column'), cell: (error) => columnName(error.column) },
    {
      key: 'why',
      head: t('import.why'),
      cell: (error) => {
        const key = `import.error.${error.code}`
        const said = t(key, { value: error.value ?? '', column: error.column, most: Number(error.value) || 0 })
        return said === key ? t('import.error.other') : said
      },
    },
  ]
  return (
    <Card
      title={t('import.errors')}
      {...(query.data && { count: query.data.total })}
      action={
        <Button small icon="print" onClick={() => print()}>
          {t('ui.print')}
        </Button>
      }
    >
      <QueryState query={query} rows={4} />
      {query.data && <p className="quiet">{t(query.data.total === 0 ? 'import.errors-gone' : 'import.errors-help')}</p>}
      {query.data && query.data.total > 0 && (
        <Table
          caption={t('import.errors')}
          columns={columns}
          rows={query.data.rows}
          rowKey={(error) => `${error.row} ${error.column} ${error.code}`}
        />
      )}
      {(after > 0 || query.data?.next) && (
        <nav className="pager" aria-label={t('ui.pages')}>
          {after > 0 && (
            <Button small onClick={() => go(0)}>
              {t('ui.first-page')}
            </Button>
          )}
          {query.data?.next && (
            <Button small onClick={() => go(query.data?.next ?? 0)}>
              {t('ui.next-page')}
            </Button>
          )}
        </nav>
      )}
    </Card>
  )
}
