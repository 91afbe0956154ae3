import type { ImportRun } from '#model/outreach/import-contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** What was taken for what, and the first rows as they were understood. */
export function ImportPreview({ run }: { run: ImportRun }) {
  const { t } = useText()
  const fields = [...new Set(run.sample.flatMap((row) => Object.keys(row)))]
  const name = (field: string) => {
    const key = `import.field.${field}`
    const said = t(key)
    return said === key ? field : said
  }
  return (
    <>
      <Card title={t('import.columns')}>
        <ul className="columns-read">
          {run.columns.map((column) => (
            <li key={column.heading}>
              <span>{column.heading}</span>
              {column.field ? <Chip tone="green" icon="check">{name(column.field)}</Chip> : <Chip icon="hide">{t('import.not-read')}</Chip>}
            </li>
          ))}
        </ul>
      </Card>
      {run.sample.length > 0 && (
        <Card title={t('import.sample')}>
          <div className="table-frame table-scroll" tabIndex={0} role="region" aria-label={t('import.sample')}>
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
                        {row[field]}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
    </>
  )
}
