import { Link } from '@tanstack/react-router'
import type { MoveLine, MoveVerdict } from '#model/referrals/contract-moves.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { ReferralChip, UrgentChip } from './ReferralChips.tsx'

export type Outcomes = Record<string, (MoveVerdict & { referral: string }) | { failed: unknown }>

/** What would become of each, or what did. */
export function MoveTable(props: {
  lines: readonly MoveLine[]
  done?: Outcomes
  picked?: readonly string[]
  pick?: (id: string, yes: boolean) => void
}) {
  const { t } = useText()
  const desk = useDesk()
  const { picked, pick, done } = props
  const nameOf = ({ personName }: MoveLine) => personName || t('people.unnamed')
  return (
    <Table
      caption={t('referrals.move.title')}
      rows={props.lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'person',
          head: t('referrals.person'),
          cell: (line) => (
            <span className="pick">
              {pick && (
                <input
                  type="checkbox"
                  aria-label={t('referrals.move.pick', { name: nameOf(line) })}
                  checked={picked?.includes(line.id) ?? false}
                  disabled={line.verdict === null || line.verdict.result === 'stays'}
                  onChange={(event) => pick(line.id, event.target.checked)}
                />
              )}
              <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: line.id }}>
                <span className="personal">{nameOf(line)}</span>
              </Link>
              <UrgentChip urgency={line.urgency} />
            </span>
          ),
        },
        {
          key: 'service',
          head: t('referrals.service'),
          cell: (line) => (
            <>
              {line.service.name} <Chip icon="closed">{t(`referrals.move.cause.${line.cause}`)}</Chip>
            </>
          ),
        },
        { key: 'state', head: t('referrals.state'), wide: true, cell: (line) => <ReferralChip {...line} /> },
        {
          key: 'verdict',
          head: t(done ? 'referrals.move.result' : 'referrals.move.verdict'),
          cell: (line) => {
            const outcome = done?.[line.id]
            if (done && !outcome) return t('referrals.move.waits')
            if (outcome && 'failed' in outcome) return <Failure error={outcome.failed} />
            if (outcome)
              return (
                <>
                  <Words verdict={{ ...(line.verdict ?? outcome), result: outcome.result }} done />{' '}
                  <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: outcome.referral }}>
                    {t('referrals.move.open', { name: nameOf(line) })}
                  </Link>
                </>
              )
            return line.verdict ? <Words verdict={line.verdict} /> : '–'
          },
        },
      ]}
    />
  )
}

const own = ['missing', 'not-as-sent', 'scopes', 'no-desk-answers', 'case-closed', 'still-takes', 'approval-wanted']

function Words({ verdict: { result, reasons }, done }: { verdict: MoveVerdict; done?: boolean }) {
  const { t } = useText()
  const why = reasons.map((code) => t(own.includes(code) ? `referrals.move.why.${code}` : `privacy.why.${code}`))
  return (
    <>
      <strong>{t(`referrals.move.${done ? 'did' : 'result'}.${result}`)}</strong>
      {result !== 'sends' && why.length > 0 && <small className="under">{[...new Set(why)].join(' ')}</small>}
    </>
  )
}
