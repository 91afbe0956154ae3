import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { Arrangement } from '#model/grounds/contract.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { ArrangementForm } from './ArrangementForm.tsx'
import { ArrangementList } from './ArrangementList.tsx'
import { EndArrangementDialog } from './EndArrangementDialog.tsx'
import { NoticeForm } from './NoticeForm.tsx'
import { NoticeList } from './NoticeList.tsx'
import { arrangementsQuery, bodiesQuery, noticesQuery } from './queries.ts'

/** The texts that are read to people, and the arrangements between bodies: the network's. */
export function TextsPage() {
  const { t } = useText()
  const desk = useDesk()
  const asked = useAskedDraft()?.kind
  const wanted = useLocation({ select: (location) => location.state.arrangement })
  const [open, setOpen] = useState(
    wanted ? 'arrangement' : asked === 'notice' || asked === 'arrangement' ? asked : null,
  )
  const [ending, setEnding] = useState<Arrangement | null>(null)
  const notices = useQuery(noticesQuery(desk.code))
  const arrangements = useQuery(arrangementsQuery(desk.code))
  const bodies = useQuery(bodiesQuery(desk.code))
  const close = () => setOpen(null)
  return (
    <Page
      title={t('grounds.texts')}
      tab={t('grounds.texts')}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <Notice title={t('grounds.indicative')}>
        <p>{t('grounds.texts-help')}</p>
      </Notice>
      {open === 'notice' && notices.data && <NoticeForm rows={notices.data.rows} onDone={close} />}
      <Card
        title={t('grounds.notices')}
        action={
          desk.may('notice.write') &&
          open !== 'notice' && (
            <Button small icon="plus" onClick={() => setOpen('notice')}>
              {t('grounds.notice-new')}
            </Button>
          )
        }
      >
        <QueryState query={notices} rows={3} />
        {notices.data && <NoticeList rows={notices.data.rows} />}
      </Card>
      {open === 'arrangement' && bodies.data && (
        <ArrangementForm bodies={bodies.data.rows} wanted={wanted} onDone={close} />
      )}
      <Card
        title={t('grounds.arrangements')}
        id="accordi"
        action={
          desk.may('arrangement.write') &&
          open !== 'arrangement' && (
            <Button small icon="plus" onClick={() => setOpen('arrangement')}>
              {t('grounds.arrangement-new')}
            </Button>
          )
        }
      >
        <QueryState query={arrangements} rows={3} />
        {arrangements.data && bodies.data && (
          <ArrangementList rows={arrangements.data.rows} bodies={bodies.data.rows} end={setEnding} />
        )}
      </Card>
      {ending && <EndArrangementDialog arrangement={ending} onClose={() => setEnding(null)} />}
    </Page>
  )
}
