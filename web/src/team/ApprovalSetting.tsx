import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { approvalSettingQuery, useApprovals } from './approval-queries.ts'

const kinds = ['closing', 'sending'] as const

/** For what the desk wants that somebody else approves first: set by a coordinator, read by everybody. */
export function ApprovalSetting() {
  const { t, lang } = useText()
  const desk = useDesk()
  const say = useSay()
  const acts = useApprovals()
  const [failed, setFailed] = useState<unknown>(null)
  const { data } = useQuery(approvalSettingQuery(desk.code))
  if (!data) return null
  const { closing, sending, by, at, approvers, can } = data
  const set = (part: { closing?: boolean; sending?: boolean }) => {
    setFailed(null)
    acts.set({ closing, sending, ...part }).then(() => say(t('team.approval-set')), setFailed)
  }
  return (
    <Card title={t('team.approval-setting')}>
      <p className="quiet">{t('team.approval-setting-what')}</p>
      {kinds.map((kind) => (
        <label className="switch" key={kind}>
          <input
            type="checkbox"
            checked={data[kind]}
            disabled={!can.includes('set')}
            onChange={(event) => set({ [kind]: event.target.checked })}
          />
          {t(`team.approval-wants.${kind}`)}
        </label>
      ))}
      {(closing || sending) && approvers < 2 && (
        <Notice tone="amber">
          <p>{t('team.approval-approvers', { count: approvers })}</p>
        </Notice>
      )}
      <p className="quiet">
        {by && at ? t('team.approval-set-by', { by, at: formatInstant(at, lang) }) : t('team.approval-never-set')}
      </p>
      {failed !== null && <Failure error={failed} />}
    </Card>
  )
}
