import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ownCalendarQuery, useOwnCalendarActs } from './own-queries.ts'

/** My own calendar outside of this page: on the phone by a secret address, and a mail in the morning. */
export function OwnCalendarPage() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const query = useQuery(ownCalendarQuery(desk.code))
  const acts = useOwnCalendarActs()
  const [failed, setFailed] = useState<unknown>(null)
  const own = query.data
  return (
    <Page title={t('agenda.own')} tab={t('agenda.own')}>
      <QueryState query={query} rows={4} />
      {own && (
        <>
          <FeedCard since={own.feedSince} />
          <Card title={t('agenda.mail')}>
            <label className="switch">
              <input
                type="checkbox"
                checked={own.morningMail}
                onChange={(event) => {
                  setFailed(null)
                  acts
                    .choose(event.target.checked)
                    .then(() => say(t('agenda.mail-said')))
                    .catch(setFailed)
                }}
              />
              {t('agenda.mail-want')}
            </label>
            <p className="quiet">{t('agenda.mail-help')}</p>
            {failed !== null && <Failure error={failed} />}
          </Card>
        </>
      )}
    </Page>
  )
}

function FeedCard({ since }: { since: string | null }) {
  const { t, lang } = useText()
  const say = useSay()
  const acts = useOwnCalendarActs()
  const [address, setAddress] = useState('')
  const [asking, setAsking] = useState<'make' | 'end' | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const make = async () => setAddress(await acts.make())
  const end = async () => {
    await acts.end()
    setAddress('')
    say(t('agenda.feed-ended'))
  }
  return (
    <Card title={t('agenda.feed')}>
      <p>{t('agenda.feed-what')}</p>
      <p className="quiet">
        {since ? t('agenda.feed-since', { at: formatInstant(since, lang) }) : t('agenda.feed-none')}
      </p>
      {address !== '' && (
        <Notice tone="info" title={t('agenda.feed-once')}>
          <TextField id="feed-address" label={t('agenda.feed-address')} value={address} onChange={() => {}} readOnly />
          <p>{t('agenda.feed-secret')}</p>
          <Button
            small
            onClick={() => void navigator.clipboard.writeText(address).then(() => say(t('agenda.feed-copied')))}
          >
            {t('agenda.feed-copy')}
          </Button>
        </Notice>
      )}
      <div className="form-actions agenda-acts">
        <Button
          look={since ? 'outline' : 'primary'}
          onClick={() => (since ? setAsking('make') : void make().catch(setFailed))}
        >
          {t(since ? 'agenda.feed-anew' : 'agenda.feed-make')}
        </Button>
        {since && <Button onClick={() => setAsking('end')}>{t('agenda.feed-end')}</Button>}
      </div>
      {failed !== null && <Failure error={failed} />}
      {asking && (
        <ReasonDialog
          title={t(asking === 'make' ? 'agenda.feed-anew' : 'agenda.feed-end')}
          before={t('agenda.feed-before')}
          action={t(asking === 'make' ? 'agenda.feed-anew' : 'agenda.feed-end')}
          run={asking === 'make' ? make : end}
          onClose={() => setAsking(null)}
        />
      )}
    </Card>
  )
}
