import type { Speak } from '#model/message-catalogue.ts'
import type { Capacity, ServiceLine } from '#model/network/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'

/** Whether a service is open now, by the clock of the server. */
export function OpenChip({ openNow }: { openNow: boolean | null }) {
  const { t } = useText()
  if (openNow === null) return <span className="quiet">{t('network.hours-unknown')}</span>
  return openNow ? (
    <Chip icon="clock" tone="green">
      {t('network.open-now')}
    </Chip>
  ) : (
    <Chip icon="clock">{t('network.closed-now')}</Chip>
  )
}

/** The day on which somebody last said that the entry is true; after 90 days it is to be asked again. */
export function AssuredChip({ assuredOn, stale }: Pick<ServiceLine, 'assuredOn' | 'stale'>) {
  const { t, lang } = useText()
  const day = shortDate(assuredOn, lang)
  return stale ? (
    <Chip icon="warning" tone="amber">
      {t('network.stale', { day })}
    </Chip>
  ) : (
    <Chip icon="check">{t('network.true-on', { day })}</Chip>
  )
}

/** "2 liberi su 10", as far as it is known. */
export const placesOf = (capacity: Capacity | null, t: Speak): string =>
  !capacity
    ? ''
    : capacity.free === null
      ? t('network.places-total', { total: capacity.total })
      : capacity.total === null
        ? t('network.places-free', { free: capacity.free })
        : t('network.places-of', { free: capacity.free, total: capacity.total })
