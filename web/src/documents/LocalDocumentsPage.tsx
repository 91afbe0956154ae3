import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { v7 } from 'uuid'
import { DocumentCode, documentNodes } from '#model/documents/documents.ts'
import type { LocalDocuments } from '#model/documents/edit-contract.ts'
import { isOfProduct } from '#model/documents/edit-rules.ts'
import { graphWithEdits, heldEdits } from '#model/documents/edits.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { OwnWordsNav } from '../identity/OwnWordsNav.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'
import { LeftOutNotice } from './LeftOutNotice.tsx'
import { LocalDocumentCard } from './LocalDocumentCard.tsx'
import { LocalDocumentForm } from './LocalDocumentForm.tsx'
import { localDocumentsQuery } from './queries.ts'

/** What the desk added to the graph of documents, and what is different here. */
export function LocalDocumentsPage() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(localDocumentsQuery(desk.code))
  const isAsked = useAskedDraft()?.kind === 'local-document'
  const [open, setOpen] = useState<string | null>(() => (isAsked ? v7() : null))
  const mayWrite = query.data?.can.includes('write') ?? false
  return (
    <Page
      title={t('documents.local-title')}
      tab={t('documents.local-title')}
      action={
        mayWrite &&
        open === null && (
          <Button icon="plus" onClick={() => setOpen(v7())}>
            {t('documents.local-new')}
          </Button>
        )
      }
    >
      <OwnWordsNav />
      <Notice>
        <p>{t('documents.local-lead')}</p>
      </Notice>
      <QueryState query={query} rows={8} />
      {query.data && <Whole data={query.data} open={mayWrite ? open : null} setOpen={mayWrite ? setOpen : null} />}
    </Page>
  )
}

type Props = { data: LocalDocuments; open: string | null; setOpen: ((document: string | null) => void) | null }

function Whole({ data, open, setOpen }: Props) {
  const { t } = useText()
  const words = useDocumentWords()
  const { leftOut } = useMemo(
    () => graphWithEdits(documentNodes, heldEdits(data.rows), data.today),
    [data.rows, data.today],
  )
  const isThere = (document: string) => data.rows.some((row) => row.document === document)
  const rows = data.rows.toSorted(
    (one, other) => Number(isOfProduct(one.document)) - Number(isOfProduct(other.document)),
  )
  const isNew = open !== null && !isOfProduct(open)
  return (
    <>
      <LeftOutNotice leftOut={leftOut} />
      {open !== null && setOpen && (
        <Card title={isNew ? t('documents.local-new') : words.name(open)}>
          <LocalDocumentForm
            key={open}
            document={open}
            edit={null}
            data={data}
            fits={(kept) => (isNew ? !isOfProduct(kept) && !isThere(kept) : kept === open)}
            onDone={() => setOpen(null)}
          />
        </Card>
      )}
      {open === null && setOpen && <ChangeChoice taken={isThere} choose={setOpen} />}
      {rows.length === 0 && open === null && <EmptyState>{t('documents.local-none')}</EmptyState>}
      {rows.map((row) => (
        <LocalDocumentCard key={row.document} row={row} data={data} />
      ))}
    </>
  )
}

/** A document of the product of which the desk has something to say. */
function ChangeChoice({ taken, choose }: { taken: (document: string) => boolean; choose: (document: string) => void }) {
  const { t, lang } = useText()
  const words = useDocumentWords()
  return (
    <div className="toolbar">
      <SelectField
        id="local-change"
        label={t('documents.local-change')}
        none={t('documents.local-choose')}
        value=""
        onChange={(document) => document && choose(document)}
        options={DocumentCode.options
          .filter((code) => !taken(code))
          .map((value) => ({ value, label: words.name(value) }))
          .sort((one, other) => one.label.localeCompare(other.label, lang))}
      />
    </div>
  )
}
