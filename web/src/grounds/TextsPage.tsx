import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ArrangementForm } from './ArrangementForm.tsx'
import { ArrangementList } from './ArrangementList.tsx'
import { NoticeForm } from './NoticeForm.tsx'
import { NoticeList } from './NoticeList.tsx'
import { arrangementsQuery, bodiesQuery, noticesQuery, useNetworkActs } from './queries.ts'

/** The texts that are read to people, and the arrangements between bodies: the network's. */
export function TextsPage() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const asked = useAskedDraft()?.kind
  const [open, setOpen] = useState(asked === 'notice' || asked === 'arrangement' ? asked : null)
  const [ending, setEnding] = useState<string | null>(null)
  const notices = useQuery(noticesQuery(desk.code))
  const arrangements = useQuery(arrangementsQuery(desk.code))
  const bodies = useQuery(bodiesQuery(desk.code))
  const acts = useNetworkActs(desk.code)
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
      {open === 'arrangement' && bodies.data && <ArrangementForm bodies={bodies.data.rows} onDone={close} />}
      <Card
        title={t('grounds.arrangements')}
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
      {ending && (
        <ReasonDialog
          title={t('grounds.arrangement-end')}
          before={t('grounds.arrangement-end-before')}
          action={t('grounds.end')}
          run={async () => {
            await acts.end(ending)
            say(t('grounds.arrangement-ended'))
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </Page>
  )
}
