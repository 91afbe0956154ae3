import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { LeftDrafts } from '../cases/LeftDrafts.tsx'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { LetterForm } from './LetterForm.tsx'
import { LetterList } from './LetterList.tsx'
import { lettersQuery, letterTemplatesQuery } from './queries.ts'

/** The letters of a case: a new one out of a template, and those that were made. */
export function LettersPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/lettere' })
  const file = useQuery(caseQuery(desk.code, id)).data
  const query = useQuery(lettersQuery(desk.code, id))
  const templates = useQuery(letterTemplatesQuery(desk.code))
  const mayWrite = file?.can.includes('write') ?? false
  const isErased = file?.person.erased ?? false
  return (
    <Page
      title={t('letters.title')}
      tab={t('letters.title')}
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
      menu={[
        {
          label: t('letters.templates'),
          icon: 'note',
          run: () => void navigate({ to: '/$desk/modelli-lettere', params: { desk: desk.code } }),
        },
      ]}
    >
      {file && (file.person.restricted || isErased) && <RestrictionBanner personId={file.person.id} />}
      {query.data && !query.data.pdf && (
        <Notice>
          <p>{t('letters.no-pdf')}</p>
        </Notice>
      )}
      <QueryState query={query} rows={6} />
      {file && !mayWrite && file.state === 'closed' && (
        <Notice tone="amber">
          <p>{t('letters.closed')}</p>
        </Notice>
      )}
      {file && !mayWrite && <LeftDrafts caseId={id} kinds={['letter']} />}
      {mayWrite && file && templates.data && (
        <LetterForm caseId={id} rows={templates.data.rows} spoken={file.person.language} />
      )}
      {query.data && !isErased && <LetterList data={query.data} mayWrite={mayWrite} />}
    </Page>
  )
}
