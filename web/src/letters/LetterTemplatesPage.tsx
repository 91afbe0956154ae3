import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { OwnWordsNav } from '../identity/OwnWordsNav.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { LetterTemplateCard } from './LetterTemplateCard.tsx'
import { LetterTemplateForm } from './LetterTemplateForm.tsx'
import { letterTemplatesQuery } from './queries.ts'

/** The templates of letters: the product's and the desk's own, and what they were before. */
export function LetterTemplatesPage() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(letterTemplatesQuery(desk.code))
  // A draft that was chosen in the list opens here, whichever template it is of.
  const isAsked = useAskedDraft()?.kind === 'letter-template'
  const [isOpen, setOpen] = useState(isAsked)
  const [key, setKey] = useState(() => v7())
  const rows = query.data?.rows ?? []
  const mayWrite = query.data?.can.includes('write') ?? false
  const open = mayWrite && isOpen
  return (
    <Page
      title={t('letters.templates')}
      tab={t('letters.templates')}
      action={
        mayWrite &&
        !open && (
          <Button icon="plus" onClick={() => setOpen(true)}>
            {t('letters.template-new')}
          </Button>
        )
      }
    >
      <OwnWordsNav />
      <Notice>
        <p>{t('letters.templates-lead')}</p>
        <p>{t('letters.templates-unreviewed')}</p>
      </Notice>
      <QueryState query={query} rows={8} />
      {open && query.data && (
        <Card title={t(isAsked ? 'letters.template-edit' : 'letters.template-new')}>
          <LetterTemplateForm
            key={key}
            id={key}
            no={0}
            template={null}
            fits={(kept) => !rows.some((row) => row.id === kept)}
            onDone={() => {
              setOpen(false)
              setKey(v7())
            }}
          />
        </Card>
      )}
      {query.data && rows.map((row) => <LetterTemplateCard key={row.id} row={row} mayWrite={mayWrite} />)}
    </Page>
  )
}
