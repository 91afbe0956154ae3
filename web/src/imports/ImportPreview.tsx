import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import type { CodeItem } from '#model/codes/code-list.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { sexes } from '#model/codes/sexes.ts'
import type { ImportRun } from '#model/imports/contract.ts'
import { listOfField } from '#model/imports/fields.ts'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useColumnWords } from './ColumnProblems.tsx'

/** What was taken for what, and the first rows as they were understood. */
export function ImportPreview({ run }: { run: ImportRun }) {
  const { t } = useText()
  const sayCell = useSayCell()
  const words = useColumnWords(run)
  const fields = [...new Set(run.sample.flatMap((row) => Object.keys(row)))]
  const name = (field: string) => {
    const key = `import.field.${field}`
    const said = t(key)
    return said === key ? field : said
  }
  return (
    <>
      {run.state !== 'preview' && (
        <Card title={t('import.columns')}>
          <ul className="columns-read">
            {run.columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have only their place
              <li key={index}>
                <span>{words.column(index)}</span>
                {column.field ? (
                  <Chip tone="green" icon="check">
                    {name(column.field)}
                  </Chip>
                ) : (
                  <Chip icon="hide">{t('import.not-read')}</Chip>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {run.sample.length > 0 && (
        <Card title={t('import.sample')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="table-frame table-scroll" tabIndex={0}>
            <table className="table table-dense">
              <thead>
                <tr>
                  {fields.map((field) => (
                    <th key={field} scope="col">
                      {name(field)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="personal-cells">
                {run.sample.map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have only their place
                  <tr key={at}>
                    {fields.map((field) => (
                      <td key={field} className="personal">
                        {sayCell(field, row[field] ?? '')}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </Card>
      )}
    </>
  )
}

const lists: Record<string, readonly CodeItem[]> = {
  ...listOfField,
  channel: channels,
  citizenships,
  sex: sexes,
  'closed.outcome': outcomes,
}

/** A cell as it was understood: codes by their names, dates as people read them. */
function useSayCell(): (field: string, value: string) => string {
  const { t, lang } = useText()
  const codes = useCodes()
  return (field, value) => {
    const list = lists[field]
    if (list)
      return value
        .split(', ')
        .map((code) => codes.one(list, code))
        .join(', ')
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return shortDate(value, lang)
    if (value === 'yes' || value === 'true') return t('ui.yes')
    if (value === 'no' || value === 'false') return t('ui.no')
    return value === 'not_asked' || value === 'declined' ? codes.one([], value) : value
  }
}
