import type { ImportRun, ImportState } from '#model/imports/contract.ts'
import { Chip, type Tone } from '../ui/Chip.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'

const looks: Record<ImportState, [Tone, IconName]> = {
  preview: ['blue', 'eye'],
  unreadable: ['red', 'danger'],
  waiting: ['plain', 'clock'],
  running: ['blue', 'clock'],
  done: ['green', 'check'],
  refused: ['amber', 'warning'],
  failed: ['red', 'danger'],
}

export function ImportChip({ run }: { run: ImportRun }) {
  const { t } = useText()
  const [tone, icon] = looks[run.state]
  return (
    <Chip tone={tone} icon={icon}>
      {t(`import.state.${run.state}`)}
    </Chip>
  )
}
