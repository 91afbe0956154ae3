import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { AnswerLines } from './AnswerLines.tsx'
import { AnswersForm } from './AnswersForm.tsx'
import { askedIn } from './answer-values.ts'
import { answersQuery, draftOf, type Of, recordOf } from './queries.ts'

/** The questions of the desk in a case or of a person: the form, and what was answered. */
export function AnswersBoard({ of }: { of: Of }) {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(answersQuery(desk.code, of))
  const asked = useAskedDraft()
  const [isOpen, setOpen] = useState(asked?.kind === draftOf(of) && asked.record === recordOf(of))
  const sheet = query.data
  if (!sheet) return <QueryState query={query} rows={6} />
  const questions = askedIn(sheet)
  const mayWrite = sheet.can.includes('write') && questions.length > 0
  return (
    <>
      <Card
        title={t('questions.answers')}
        action={
          mayWrite &&
          !isOpen && (
            <Button look="primary" icon="edit" onClick={() => setOpen(true)}>
              {t('questions.fill')}
            </Button>
          )
        }
      >
        {questions.length === 0 && <p className="quiet">{t('questions.none-asked')}</p>}
        {mayWrite && isOpen ? (
          <AnswersForm of={of} sheet={sheet} onDone={() => setOpen(false)} />
        ) : (
          <AnswerLines sheet={sheet} />
        )}
      </Card>
      <p>
        <Link to="/$desk/domande" params={{ desk: desk.code }}>
          {t('questions.of-desk')}
        </Link>
      </p>
    </>
  )
}
