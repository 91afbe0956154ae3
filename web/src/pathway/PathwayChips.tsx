import type { CivilDate } from '#model/calendar.ts'
import type { GoalState } from '#model/pathway/contract.ts'
import { Chip, type Tone } from '../ui/Chip.tsx'
import { shortDate } from '../ui/dates.ts'
import type { IconName } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import type { StepRow } from './pathway-view.ts'

const looks: Record<GoalState, { icon: IconName; tone: Tone }> = {
  open: { icon: 'open', tone: 'blue' },
  reached: { icon: 'check', tone: 'green' },
  changed: { icon: 'right', tone: 'plain' },
  left: { icon: 'close', tone: 'plain' },
  withdrawn: { icon: 'close', tone: 'plain' },
}

export function GoalChip({ state }: { state: GoalState }) {
  const { t } = useText()
  return <Chip {...looks[state]}>{t(`pathway.state.${state}`)}</Chip>
}

/** By when: in words and, where it presses, with an icon. */
export function DueChip({ due, on }: { due: StepRow['due']; on: CivilDate }) {
  const { t, lang } = useText()
  const day = shortDate(on, lang)
  if (due === 'overdue')
    return (
      <Chip icon="danger" tone="red">
        {t('pathway.overdue-since', { day })}
      </Chip>
    )
  if (due === 'this-week')
    return (
      <Chip icon="clock" tone="amber">
        {t('pathway.due-by', { day })}
      </Chip>
    )
  return <span className="quiet">{t('pathway.due-by', { day })}</span>
}
