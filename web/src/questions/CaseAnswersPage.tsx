import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { LeftDrafts } from '../cases/LeftDrafts.tsx'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Page } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { AnswersBoard } from './AnswersBoard.tsx'

/** The desk's own questions in a case. */
export function CaseAnswersPage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/domande' })
  const file = useQuery(caseQuery(desk.code, id)).data
  const isErased = file?.person.erased ?? false
  return (
    <Page
      title={t('questions.title')}
      tab={t('questions.title')}
      facts={
        file && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {file.person.name || file.person.code || t(isErased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      {file && (file.person.restricted || isErased) && <RestrictionBanner personId={file.person.id} />}
      {file?.state === 'closed' && (
        <>
          <Notice tone="amber">
            <p>{t('questions.closed')}</p>
          </Notice>
          <LeftDrafts caseId={id} kinds={['answers']} />
        </>
      )}
      {file && !isErased && <AnswersBoard of={{ case: id }} />}
    </Page>
  )
}
