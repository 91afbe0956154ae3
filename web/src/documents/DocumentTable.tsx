import { Link } from '@tanstack/react-router'
import { documentStates } from '#model/codes/document-states.ts'
import { DocumentFiles } from '../files/DocumentFiles.tsx'
import { Chip } from '../ui/Chip.tsx'
import { shortDate } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { LocalChip, PlaceChip, StandingChip } from './DocumentChips.tsx'
import { useDocumentWords } from './document-words.ts'
import type { Row } from './person-view.ts'

type Props = {
  caseId: string
  rows: readonly Row[]
  change: ((row: Row, state: (typeof documentStates)[number]['code']) => void) | null
}

/** Documents as rows. j and k go from one to the other, a number changes how the one at hand stands. */
export function DocumentTable({ caseId, rows, change }: Props) {
  const { t, lang } = useText()
  const words = useDocumentWords()
  const atHand = () => {
    const code = document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-document]')?.dataset.document
    return rows.find((row) => row.code === code)
  }
  useKeys(
    change
      ? documentStates.map(({ code }, no) => ({
          key: String(no + 1),
          says: words.standing(code),
          run: () => {
            const row = atHand()
            if (row && !row.gone && row.latest?.state !== code) change(row, code)
          },
        }))
      : [],
  )
  const columns: Column<Row>[] = [
    {
      key: 'document',
      head: t('documents.document'),
      cell: ({ code, step, node }) => (
        <>
          <Link className="row-link" to="." search={(before) => ({ ...before, documento: code })} data-document={code}>
            {step > 0 && <b className="doc-step">{step}</b>}
            {words.name(code)}
          </Link>
          <LocalChip node={node} />
          <DocumentFiles caseId={caseId} document={code} />
        </>
      ),
    },
    { key: 'state', head: t('documents.state'), cell: ({ standing }) => <StandingChip standing={standing} /> },
    {
      key: 'until',
      head: t('documents.until'),
      cell: ({ latest }) => latest?.expiresOn && shortDate(latest.expiresOn, lang),
    },
    {
      key: 'place',
      head: t('documents.place'),
      cell: ({ place, missing, gone }) => (
        <>
          {gone ? <Chip icon="close">{t('documents.local-gone')}</Chip> : <PlaceChip place={place} />}
          {place === 'blocked' && (
            <small className="under">
              {t('documents.missing-for', { what: missing.map((each) => words.requirement(each)).join('; ') })}
            </small>
          )}
        </>
      ),
    },
  ]
  return (
    <>
      {change && (
        <p className="doc-keys">
          {t('documents.keys', {
            keys: documentStates
              .map(({ code }, no) => t('documents.key', { key: no + 1, state: words.standing(code) }))
              .join(', '),
          })}
        </p>
      )}
      <div className="doc-list">
        <Table caption={t('documents.list')} columns={columns} rows={rows} rowKey={({ code }) => code} keys />
      </div>
    </>
  )
}
