import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { personQuery } from '../people/queries.ts'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Page } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { AnswersBoard } from './AnswersBoard.tsx'

/** The desk's own questions of a person. */
export function PersonAnswersPage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/persone/$id/domande' })
  const person = useQuery(personQuery(desk.code, id)).data
  const name = person && `${person.identity.givenName} ${person.identity.familyName}`.trim()
  return (
    <Page
      title={t('questions.title')}
      tab={t('questions.title')}
      facts={
        person && [
          {
            label: t('people.one'),
            value: (
              <Link className="personal" to="/$desk/persone/$id" params={{ desk: desk.code, id }}>
                {name || person.identity.code || t(person.erased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <RestrictionBanner personId={id} />
      {person && !person.erased && <AnswersBoard of={{ person: id }} />}
    </Page>
  )
}
