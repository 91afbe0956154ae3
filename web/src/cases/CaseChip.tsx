import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** `erased`: of a case whose person's data were erased nothing is open any more. */
export function CaseChip({ state, erased }: { state: 'open' | 'closed'; erased: boolean }) {
  const { t } = useText()
  if (erased)
    return (
      <Chip icon="close" tone="plain">
        {t('people.erased')}
      </Chip>
    )
  return (
    <Chip icon={state === 'open' ? 'open' : 'closed'} tone={state === 'open' ? 'green' : 'plain'}>
      {t(`cases.state.${state}`)}
    </Chip>
  )
}
