import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { MOST_QUESTIONS, type Question, QuestionPlace, type QuestionUse } from '#model/questions/contract.ts'
import { wordingIn } from '#model/questions/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import { OwnWordsNav } from '../identity/OwnWordsNav.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { latestOf } from './answer-values.ts'
import { QuestionFiles } from './QuestionFiles.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import { QuestionLine } from './QuestionLine.tsx'
import { questionsQuery, questionUseQuery, useQuestionActs } from './queries.ts'

const address = '/signed-in/$desk/domande'

/** What a desk asks of itself: in which order, in which words, and how often it is answered. */
export function QuestionsPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { apri } = useSearch({ from: address })
  const query = useQuery(questionsQuery(desk.code))
  const set = query.data
  const mayWrite = set?.can.includes('write') ?? false
  const use = useQuery({ ...questionUseQuery(desk.code), enabled: mayWrite }).data
  const uses = new Map(use?.rows.map((row) => [row.question, row]))
  const open = (what: string | undefined) =>
    void navigate({ to: '.', search: what ? { apri: what } : {}, replace: what === undefined })
  const asked = set?.rows.filter(({ retired }) => retired === null) ?? []
  const retired = set?.rows.filter((each) => each.retired !== null) ?? []
  return (
    <Page
      title={t('questions.title')}
      tab={t('questions.title')}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <OwnWordsNav />
      <Notice>
        <p>{t('questions.lead')}</p>
      </Notice>
      {mayWrite && apri === undefined && (
        <p className="not-on-paper">
          {asked.length < MOST_QUESTIONS ? (
            <Button look="primary" icon="plus" onClick={() => open('nuova')}>
              {t('questions.new')}
            </Button>
          ) : (
            t('problem.reason.questions-full')
          )}
        </p>
      )}
      <QueryState query={query} rows={8} />
      {set && mayWrite && apri === 'nuova' && (
        <Card title={t('questions.new')}>
          <QuestionForm question={undefined} set={set} onDone={() => open(undefined)} />
        </Card>
      )}
      {set &&
        QuestionPlace.options.map((place) => (
          <Card
            key={place}
            title={t(`questions.place.${place}`)}
            count={asked.filter((each) => each.place === place).length}
          >
            <Asked
              rows={asked.filter((each) => each.place === place)}
              uses={uses}
              mayWrite={mayWrite}
              form={(question) => <QuestionForm question={question} set={set} onDone={() => open(undefined)} />}
              open={apri}
              onOpen={open}
            />
          </Card>
        ))}
      {retired.length > 0 && (
        <Card title={t('questions.retired-ones')} count={retired.length}>
          <ul className="lines">
            {retired.map((question) => (
              <QuestionLine key={question.id} question={question} use={uses.get(question.id)} />
            ))}
          </ul>
        </Card>
      )}
      {set && mayWrite && <QuestionFiles empty={asked.length === 0} />}
    </Page>
  )
}

type AskedProps = {
  rows: readonly Question[]
  uses: ReadonlyMap<string, QuestionUse>
  mayWrite: boolean
  form: (question: Question) => React.ReactNode
  open: string | undefined
  onOpen: (what: string) => void
}

function Asked({ rows, uses, mayWrite, form, open, onOpen }: AskedProps) {
  const { t, lang } = useText()
  const say = useSay()
  const acts = useQuestionActs()
  const [retiring, setRetiring] = useState<Question | null>(null)
  const move = async (place: number, by: 1 | -1) => {
    const question = rows[place] as Question
    const before = by < 0 ? rows[place - 1] : rows[place + 2]
    try {
      await acts.move(question.id, before?.id ?? null)
      say(t('questions.moved', { no: place + by + 1 }))
      // At either end the button that was pressed is gone: the other one takes the keyboard.
      const side = place + by === 0 ? 'down' : place + by === rows.length - 1 ? 'up' : by < 0 ? 'up' : 'down'
      requestAnimationFrame(() => document.getElementById(`${side}-${question.id}`)?.focus())
    } catch {
      say(t('questions.not-moved'), { bad: true })
    }
  }
  if (rows.length === 0) return <p className="quiet">{t('questions.none')}</p>
  return (
    <>
      <ol className="lines">
        {rows.map((question, place) =>
          open === question.id && mayWrite ? (
            <li key={question.id} className="question-open">
              {form(question)}
            </li>
          ) : (
            <QuestionLine key={question.id} question={question} use={uses.get(question.id)}>
              {mayWrite && (
                <div className="inline not-on-paper">
                  <Button small look="plain" icon="edit" onClick={() => onOpen(question.id)}>
                    {t('questions.edit')}
                  </Button>
                  {place > 0 && (
                    <Button small look="plain" icon="up" id={`up-${question.id}`} onClick={() => void move(place, -1)}>
                      {t('questions.up')}
                    </Button>
                  )}
                  {place < rows.length - 1 && (
                    <Button
                      small
                      look="plain"
                      icon="down"
                      id={`down-${question.id}`}
                      onClick={() => void move(place, 1)}
                    >
                      {t('questions.down')}
                    </Button>
                  )}
                  <Button small look="plain" icon="close" onClick={() => setRetiring(question)}>
                    {t('questions.retire')}
                  </Button>
                </div>
              )}
            </QuestionLine>
          ),
        )}
      </ol>
      {retiring && (
        <ReasonDialog
          title={t('questions.retire-title')}
          before={t('questions.retire-before')}
          action={t('questions.retire')}
          run={async () => {
            await acts.retire(retiring.id)
            say(t('questions.retired-now'))
          }}
          onClose={() => setRetiring(null)}
        >
          <p>
            <strong>{wordingIn(latestOf(retiring).wordings, lang).label}</strong>
          </p>
        </ReasonDialog>
      )}
    </>
  )
}
