import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { ProposalInFull } from '#model/network/contract-proposals.ts'
import { CallError } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ProposalChanges } from './ProposalChanges.tsx'
import { ProposalEdit } from './ProposalEdit.tsx'
import { ProposalChip } from './ProposalsPage.tsx'
import { type EntryBody, proposalQuery, useNetworkActs } from './queries.ts'

/** One proposal: what it would change, and the answer. */
export function ProposalPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/rete/proposte/$id' })
  const query = useQuery(proposalQuery(desk.code, id))
  const proposal = query.data
  const acts = useNetworkActs()
  const say = useSay()
  const [withdrawing, setWithdrawing] = useState(false)
  return (
    <Page
      title={proposal?.name ?? t('network.proposal')}
      tab={t('network.proposal')}
      chips={proposal && <ProposalChip state={proposal.state} />}
      action={
        proposal?.can.includes('withdraw') && (
          <Button onClick={() => setWithdrawing(true)}>{t('network.withdraw-open')}</Button>
        )
      }
      facts={
        proposal && [
          { label: t('network.from'), value: proposal.proposedBy ?? proposal.from.name },
          { label: t('network.on'), value: formatInstant(proposal.proposedAt, lang) },
          { label: t('network.kept-by'), value: proposal.tendedBy.name },
          ...(proposal.why ? [{ label: t('network.why'), value: proposal.why }] : []),
          ...(proposal.reason ? [{ label: t('network.reason'), value: proposal.reason }] : []),
        ]
      }
    >
      <p>
        <Link to="/$desk/rete/proposte" params={{ desk: desk.code }}>
          {t('network.to-proposals')}
        </Link>
        {proposal && (!proposal.isNew || proposal.version > 0) && (
          <>
            {' · '}
            <Link to="/$desk/rete/$id" params={{ desk: desk.code, id: proposal.serviceId }}>
              {t('network.to-service')}
            </Link>
          </>
        )}
      </p>
      <QueryState query={query} rows={6} />
      {proposal?.state === 'waiting' && <ProposalChanges proposal={proposal} />}
      {proposal?.can.includes('decide') && <Decide key={proposal.version} proposal={proposal} />}
      {withdrawing && (
        <ReasonDialog
          title={t('network.withdraw')}
          before={t('network.withdraw-before')}
          action={t('network.withdraw')}
          run={() => acts.withdraw(id).then(() => say(t('network.withdrawn')))}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </Page>
  )
}

function Decide({ proposal }: { proposal: ProposalInFull }) {
  const { t } = useText()
  const say = useSay()
  const acts = useNetworkActs()
  const desk = useDesk()
  const query = useQuery(proposalQuery(desk.code, proposal.id))
  const [open, setOpen] = useState<'nothing' | 'decline' | 'edit'>('nothing')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [moved, setMoved] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const decide = async (act: 'approve' | 'decline', entry: EntryBody | null = null) => {
    setFailed(null)
    try {
      await acts.decide(proposal.id, { act, reason: act === 'decline' ? reason : '', entry, version: proposal.version })
      say(t(act === 'approve' ? 'network.approved' : 'network.declined'))
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'moved-on') return setFailed(error)
      // A colleague was first, or the entry changed: what is true now stands above.
      setMoved(true)
      await query.refetch()
    }
  }
  const decline = () => {
    setMissing(!reason.trim())
    if (reason.trim()) void decide('decline')
  }
  if (open === 'edit')
    return (
      <ProposalEdit
        proposal={proposal}
        onSend={(entry) => decide('approve', entry)}
        onClose={() => setOpen('nothing')}
        failed={failed}
      />
    )
  return (
    <Card title={t('network.answer')}>
      {moved && <Notice tone="amber" title={t('network.proposal-moved')} />}
      {failed !== null && <Failure error={failed} />}
      {open === 'decline' && (
        <AreaField
          id="reason"
          label={t('network.reason')}
          help={t('network.reason-help')}
          rows={2}
          maxLength={600}
          value={reason}
          onChange={setReason}
          error={missing ? t('field.missing') : undefined}
        />
      )}
      <div className="form-actions">
        {open === 'decline' ? (
          <>
            <Button look="primary" onClick={decline}>
              {t('network.decline')}
            </Button>
            <Button onClick={() => setOpen('nothing')}>{t('ui.cancel')}</Button>
          </>
        ) : (
          <>
            <Button look="primary" icon="check" onClick={() => void decide('approve')}>
              {t('network.approve')}
            </Button>
            <Button icon="edit" onClick={() => setOpen('edit')}>
              {t('network.change-and-approve')}
            </Button>
            <Button onClick={() => setOpen('decline')}>{t('network.decline-open')}</Button>
          </>
        )}
      </div>
    </Card>
  )
}
