import type { Pressing } from '#model/timeline/contract.ts'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { useHappeningWords } from './happening-words.ts'
import { PartLink } from './PartLink.tsx'

/** What is overdue or near in a case, each with the way to where it is done. */
export function PressingLines(props: { caseId: string; pressing: readonly Pressing[]; total: number }) {
  const { t } = useText()
  const words = useHappeningWords()
  const { caseId, pressing, total } = props
  if (pressing.length === 0) return null
  return (
    <section className="pressing" aria-label={t('timeline.pressing')}>
      <ul>
        {pressing.map((one) => (
          <li key={`${one.kind}${one.thing}${one.code}`} className={one.late ? 'pressing-late' : ''}>
            <Icon name={one.late ? 'danger' : 'clock'} small title={t(one.late ? 'timeline.late' : 'timeline.near')} />
            <PartLink caseId={caseId} one={one}>
              <span className="personal">{words.pressing(one)}</span>
            </PartLink>
          </li>
        ))}
        {total > pressing.length && <li>{t('timeline.pressing-more', { count: total - pressing.length })}</li>}
      </ul>
    </section>
  )
}
