import type { ColumnProblem } from '#model/imports/columns.ts'
import type { ImportRun } from '#model/imports/contract.ts'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** Names of fields and of columns; a column without a heading, or whose file is gone, goes by its place. */
export function useColumnWords({ columns, headingRow, state }: Pick<ImportRun, 'columns' | 'headingRow' | 'state'>) {
  const { t } = useText()
  return {
    field: (field: string) => t(`import.field.${field}`),
    column: (index: number) => {
      const heading = columns[index]?.heading
      if (heading) return heading
      return t(headingRow === 0 || state !== 'preview' ? 'import.column-number' : 'import.column-without-heading', {
        number: index + 1,
      })
    },
  }
}

type Problems = readonly (ColumnProblem | ImportRun['problems'][number])[]

/** What must be said before a file can be imported: fields without a column, columns that mean the same. */
export function ColumnProblems({ run, problems, bare }: { run: ImportRun; problems: Problems; bare?: boolean }) {
  const { t } = useText()
  const words = useColumnWords(run)
  if (problems.length === 0) return null
  const said = problems.map((problem) => {
    if (problem.code === 'wrong-header') return t('import.error.wrong-header')
    if (problem.code === 'column-missing')
      return t('import.error.column-missing', { column: problem.fields.map(words.field).join(' / ') })
    return t('import.column-twice', {
      field: words.field(problem.field),
      columns: problem.columns.map((index) => `«${words.column(index)}»`).join(', '),
    })
  })
  const list = (
    <ul>
      {said.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
  if (bare) return list
  return (
    <Notice tone="amber" title={t('import.to-be-said')}>
      {list}
    </Notice>
  )
}
