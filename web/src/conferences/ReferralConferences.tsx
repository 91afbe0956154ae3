import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import { Invitations } from '#model/conferences/contract.ts'
import { CallError } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ConferenceSaid, useComing } from './ConferenceSaid.tsx'
import { invitationsQuery, useInvitations } from './queries.ts'

/** Conferences to which the desk of a referral was asked: all that it is told of them, and whether it comes. */
export function ReferralConferences({ referral }: { referral: string }) {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(invitationsQuery(desk.code, referral))
  if (!data || data.rows.length === 0) return null
  return (
    <Card title={t('conferences.title')} count={data.rows.length}>
      <ul className="lines">
        {data.rows.map((one) => (
          <li key={one.id}>
            <div>
              <ConferenceSaid one={one} />
              <Answer referral={referral} one={one} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Answer({ referral, one }: { referral: string; one: Invitations['rows'][number] }) {
  const { t } = useText()
  const say = useSay()
  const comingOf = useComing()
  const acts = useInvitations(referral)
  const [who, setWho] = useState(one.answer?.who ?? '')
  const [busy, setBusy] = useState(false)
  const [moved, setMoved] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { answer } = one
  const run = async (comes: boolean) => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    setMoved(false)
    try {
      await acts.answer(one.id, { id: v7(), no: one.no, comes, who: comes ? who.trim() : '' })
      say(t('conferences.answered'))
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Invitations.safeParse(error.current) : null
      if (now?.data) acts.show(now.data)
      if (now?.data) setMoved(true)
      else setFailed(error)
    }
    setBusy(false)
  }
  const id = `who-comes-${one.id}`
  return (
    <>
      {answer && <p className="personal">{comingOf(answer, true)}</p>}
      {moved && (
        <Notice tone="amber">
          <p>{t('conferences.answer-moved')}</p>
        </Notice>
      )}
      {one.state === 'called' && !one.open && <p>{t('conferences.ended')}</p>}
      {one.can.includes('answer') && (
        <div className="form">
          <TextField
            id={id}
            label={t('conferences.answer-who')}
            optional
            personal
            value={who}
            onChange={setWho}
            maxLength={200}
          />
          <div className="inline">
            <Button look="primary" small busy={busy} onClick={() => void run(true)}>
              {t('conferences.answer-yes')}
            </Button>
            <Button small onClick={() => void run(false)}>
              {t('conferences.answer-no')}
            </Button>
          </div>
          {failed !== null && <Failure error={failed} />}
        </div>
      )}
    </>
  )
}
