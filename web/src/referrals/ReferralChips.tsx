import type { ReferralState } from '#model/referrals/contract.ts'
import type { ReferralLine } from '#model/referrals/contract-shown.ts'
import { Chip, type Tone } from '../ui/Chip.tsx'
import { shortInstant } from '../ui/dates.ts'
import type { IconName } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'

const looks: Record<ReferralState, [IconName, Tone]> = {
  draft: ['edit', 'plain'],
  sent: ['send', 'blue'],
  seen: ['eye', 'blue'],
  accepted: ['check', 'green'],
  'in-progress': ['clock', 'green'],
  done: ['closed', 'plain'],
  declined: ['close', 'plain'],
  interrupted: ['close', 'plain'],
  withdrawn: ['undo', 'plain'],
  expired: ['warning', 'amber'],
}

type Shown = { state: ReferralState; side?: ReferralLine['side']; unlinked?: boolean }

/** To whom it came, what was sent and not seen is new. What goes by a link has not left without one. */
export function ReferralChip({ state, side = 'sender', unlinked = false }: Shown) {
  const { t } = useText()
  const [icon, tone] = looks[state]
  const link = unlinked && (
    <Chip icon="warning" tone="amber">
      {t('referrals.link-to-send')}
    </Chip>
  )
  if (link && state === 'sent') return link
  return (
    <>
      <Chip icon={icon} tone={tone}>
        {t(`referrals.state.${state === 'sent' && side === 'receiver' ? 'new' : state}`)}
      </Chip>
      {link && <> {link}</>}
    </>
  )
}

export function UrgentChip({ urgency }: Pick<ReferralLine, 'urgency'>) {
  const { t } = useText()
  return urgency === 'urgent' ? (
    <Chip icon="flag" tone="amber">
      {t('referrals.urgency.urgent')}
    </Chip>
  ) : null
}

/** What came from the other side and nobody of the desk has looked at. */
export function NewsChip({ news }: Pick<ReferralLine, 'news'>) {
  const { t } = useText()
  return news.length === 0 ? null : (
    <Chip icon="note" tone="blue">
      {t('referrals.news-of', { what: [...new Set(news)].map((kind) => t(`referrals.news.${kind}`)).join(', ') })}
    </Chip>
  )
}

/** What is asked beside a service. */
export function KindChip({ kind }: Pick<ReferralLine, 'kind'>) {
  const { t } = useText()
  return kind === 'service' ? null : <Chip icon="cases">{t(`referrals.kind.${kind}`)}</Chip>
}

/** When it left. What goes by a link that nobody can open, and was not seen, has not. */
export const leftAt = ({ state, sentAt, unlinked }: Pick<ReferralLine, 'state' | 'sentAt' | 'unlinked'>) =>
  unlinked && state === 'sent' ? null : sentAt

type Timed = Pick<ReferralLine, 'state' | 'answerBy' | 'startBy' | 'overdue'>

/** The time that runs now: of the answer until there is one, then of the beginning. */
const runs = ({ state, answerBy, startBy }: Timed): ['answer' | 'start', string] | null => {
  if ((state === 'sent' || state === 'seen') && answerBy) return ['answer', answerBy]
  return state === 'accepted' && startBy ? ['start', startBy] : null
}

const day = 24 * 3_600_000

/** By when something is expected: red and in words once it is late, amber on the last day. */
export function DueChip(line: Timed) {
  const { t, lang } = useText()
  const due = runs(line)
  if (!due) return <span className="quiet">–</span>
  const [what, at] = due
  const when = shortInstant(at, lang)
  if (line.overdue)
    return (
      <>
        <Chip icon="danger" tone="red">
          {t(`referrals.is-late.${what}`)}
        </Chip>
        <small className="under">{t('referrals.was-due', { when })}</small>
      </>
    )
  const isSoon = Date.parse(at) - Date.now() < day
  return isSoon ? (
    <Chip icon="clock" tone="amber">
      {t(`referrals.by.${what}`, { when })}
    </Chip>
  ) : (
    <span>{t(`referrals.by.${what}`, { when })}</span>
  )
}
