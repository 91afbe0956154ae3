import type { Glass } from '#model/glass/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** Whether an emergency access is still open, or how it came to its end. */
export function GlassState({ glass }: { glass: Glass }) {
  const { t } = useText()
  if (glass.ended) return <Chip icon="closed">{t(`glass.state.ended-${glass.ended.by}`)}</Chip>
  if (Date.parse(glass.endsAt) > Date.now())
    return (
      <Chip icon="open" tone="amber">
        {t('glass.state.open')}
      </Chip>
    )
  return <Chip icon="clock">{t('glass.state.past')}</Chip>
}
