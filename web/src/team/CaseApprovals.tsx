import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Approval } from '#model/team/approval-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ApprovalSaid } from './ApprovalSaid.tsx'
import { approvalsQuery, useApprovals } from './approval-queries.ts'

/** Where the requests of a case stand on its page. */
export const APPROVALS = 'approvazioni'

/** Whether the closing of a case, or the sending of one of its referrals, waits for an approval. */
export function useWaits(caseId: string | undefined, referralId: string | null): boolean {
  const desk = useDesk()
  const { data } = useQuery({ ...approvalsQuery(desk.code, caseId ?? ''), enabled: caseId !== undefined })
  return data?.rows.some((one) => one.state === 'waiting' && one.referralId === referralId) ?? false
}

type Act = Approval['can'][number]
const isOpen = ({ state, newForMe }: Approval) => state === 'waiting' || newForMe

type Before = (one: Approval) => ReactNode
type Props = {
  caseId: string
  referralId?: string
  /** What else is said before something is approved. */
  before?: Before
}

/** What waits for an approval in a case, or was answered to me: first of all. What is over is folded. */
export function CaseApprovals({ caseId, referralId, before }: Props) {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(approvalsQuery(desk.code, caseId))
  const rows = (data?.rows ?? []).filter((one) => referralId === undefined || one.referralId === referralId)
  const over = rows.filter((one) => !isOpen(one))
  if (rows.length === 0) return null
  return (
    <>
      {over.length < rows.length && (
        <Card title={t('team.approvals')} id={APPROVALS}>
          <ul className="lines">
            {rows.filter(isOpen).map((one) => (
              <Request key={one.id} one={one} isLinked={referralId === undefined} {...(before && { before })} />
            ))}
          </ul>
        </Card>
      )}
      {over.length > 0 && (
        <details>
          <summary>{t('team.approvals-over', { count: over.length })}</summary>
          <ul className="lines">
            {over.map((one) => (
              <li key={one.id}>
                <div>
                  <ApprovalSaid one={one} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Request({ one, isLinked, before }: { one: Approval; isLinked: boolean; before?: Before }) {
  const { t } = useText()
  const desk = useDesk()
  const acts = useApprovals()
  const [asked, setAsked] = useState<Act | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const close = () => {
    setAsked(null)
    acts.again()
  }
  return (
    <li>
      <div>
        <ApprovalSaid one={one} />
        {isLinked && one.referralId && (
          <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: one.referralId }}>
            {t('team.approval-look')}
          </Link>
        )}
        {failed !== null && <Failure error={failed} />}
        <div className="inline">
          {one.newForMe && (
            <Button small onClick={() => void acts.saw(one).catch(setFailed)}>
              {t('team.read')}
            </Button>
          )}
          {one.can.map((act) => (
            <Button small key={act} look={act === 'approve' ? 'primary' : 'plain'} onClick={() => setAsked(act)}>
              {t(`team.approval-do.${act}`)}
            </Button>
          ))}
        </div>
      </div>
      {asked && (
        <AnswerDialog one={one} act={asked} onClose={close}>
          {asked === 'approve' && one.act === 'close' && before?.(one)}
        </AnswerDialog>
      )}
    </li>
  )
}

type AnswerProps = { one: Approval; act: Act; onClose: () => void; children: ReactNode }

/** Says what follows, takes a word for whoever asked, and does it. */
function AnswerDialog({ one, act, onClose, children }: AnswerProps) {
  const { t } = useText()
  const say = useSay()
  const acts = useApprovals()
  const run = async (words: string) => {
    await acts[act](one, words)
    say(t(`team.approval-done.${act}`))
  }
  return (
    <ReasonDialog
      title={t(`team.approval-do.${act}`)}
      before={t(act === 'approve' ? `team.approval-before.${one.act}` : `team.approval-before.${act}`)}
      action={t(`team.approval-do.${act}`)}
      run={run}
      onClose={onClose}
      {...(act === 'approve' && { label: t('team.approval-words') })}
      {...(act === 'refuse' && { label: t('team.approval-why'), needed: t('team.approval-why-needed') })}
    >
      {children}
    </ReasonDialog>
  )
}
