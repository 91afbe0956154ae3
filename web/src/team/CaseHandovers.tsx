import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { Handover } from '#model/team/handover-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { handoversQuery, useHandovers } from './handover-queries.ts'

/** What was handed over with a case: to whoever got it first of all, until it was read; then folded, with the way back. */
export function CaseHandovers({ caseId }: { caseId: string }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const say = useSay()
  const who = useWho()
  const acts = useHandovers()
  const [failed, setFailed] = useState<unknown>(null)
  const [back, setBack] = useState<Handover | null>(null)
  const { data } = useQuery(handoversQuery(desk.code, caseId))
  if (!data || data.rows.length === 0) return null
  const told = (one: Handover) =>
    t(`team.${one.isReturn ? 'returned' : 'handed'}-${who(one.by) === one.from ? 'self' : 'on'}`, {
      by: who(one.by),
      from: one.from,
      to: one.to,
      at: formatInstant(one.at, lang),
    })
  const doing = (act: Promise<unknown>, said: string) => {
    setFailed(null)
    return act.then(() => say(t(said)), setFailed).finally(() => void acts.again())
  }
  return (
    <>
      {failed !== null && <Failure error={failed} />}
      {data.rows
        .filter((one) => one.newForMe)
        .map((one) => (
          <Notice
            key={one.id}
            title={told(one)}
            action={
              <Button small onClick={() => void doing(acts.saw(caseId, one.id), 'team.is-read')}>
                {t('team.read')}
              </Button>
            }
          >
            <p className="personal wording">{one.note || t('team.no-note')}</p>
          </Notice>
        ))}
      <details>
        <summary>{t('team.handovers', { count: data.rows.length })}</summary>
        <ul className="lines">
          {data.rows.map((one) => (
            <li key={one.id}>
              <div>
                {told(one)}
                {one.returned && <small>{t('team.came-back')}</small>}
                {one.note && <p className="personal wording">{one.note}</p>}
              </div>
              {one.can.includes('hand-back') && (
                <Button
                  small
                  look="plain"
                  icon="undo"
                  aria-label={t('team.hand-back-to', { name: one.from })}
                  onClick={() => setBack(one)}
                >
                  {t('team.hand-back')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </details>
      {back && (
        <ReasonDialog
          title={t('team.hand-back-to', { name: back.from })}
          before={t('team.hand-back-before', { name: back.from })}
          action={t('team.hand-back')}
          run={() => acts.back(caseId, back.id).then(() => say(t('team.came-back')))}
          onClose={() => {
            setBack(null)
            void acts.again()
          }}
        />
      )}
    </>
  )
}
