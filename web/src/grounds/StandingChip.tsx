import type { standingOf } from '#model/grounds/rules.ts'
import { Chip, type Tone } from '../ui/Chip.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'

/** `withdrawn`: a consent that its person ended. `erased`: the person's data were. */
export type Standing = ReturnType<typeof standingOf> | 'withdrawn' | 'erased'

const looks: Record<Standing, [Tone, IconName]> = {
  'in-force': ['green', 'check'],
  'not-yet': ['blue', 'calendar'],
  expired: ['amber', 'clock'],
  ended: ['plain', 'close'],
  withdrawn: ['red', 'close'],
  erased: ['plain', 'close'],
}

/** Whether a ground or an arrangement holds, in a word and a sign. */
export function StandingChip({ standing, of = 'ground' }: { standing: Standing; of?: 'ground' | 'arrangement' }) {
  const { t } = useText()
  const [tone, icon] = looks[standing]
  return (
    <Chip tone={tone} icon={icon}>
      {t(of === 'ground' ? `grounds.standing.${standing}` : `grounds.arrangement-standing.${standing}`)}
    </Chip>
  )
}
