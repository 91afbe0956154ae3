import type { SignalState } from '#model/signals/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

const looks = {
  sent: { icon: 'clock', tone: 'amber' },
  seen: { icon: 'eye', tone: 'blue' },
  taken: { icon: 'person', tone: 'green' },
  closed: { icon: 'check', tone: 'plain' },
  declined: { icon: 'close', tone: 'plain' },
} as const

/** The state of a signal in a word and an icon; the same word on both sides. */
export function SignalChip({ state }: { state: SignalState }) {
  const { t } = useText()
  return <Chip {...looks[state]}>{t(`signals.state.${state}`)}</Chip>
}

export function UrgentSignal({ urgent }: { urgent: boolean }) {
  const { t } = useText()
  return urgent ? (
    <Chip icon="danger" tone="red">
      {t('signals.is-urgent')}
    </Chip>
  ) : null
}
