import { useState } from 'react'
import type { Pressing } from '#model/timeline/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { useHappeningWords } from './happening-words.ts'
import { PartLink } from './PartLink.tsx'

/** So many stand there before somebody asks for the others. */
const SHOWN = 8

/** What is overdue or near in a case, each with the way to where it is done. */
export function PressingLines(props: { caseId: string; pressing: readonly Pressing[]; total: number }) {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const { caseId, pressing, total } = props
  const words = useHappeningWords(pressing)
  if (pressing.length === 0) return null
  const shown = all ? pressing : pressing.slice(0, SHOWN)
  return (
    <section className="pressing" aria-label={t('timeline.pressing')}>
      <h2>{t('timeline.pressing')}</h2>
      <ul>
        {shown.map((one) => (
          <li key={`${one.kind}${one.thing}${one.code}`} className={one.late ? 'pressing-late' : ''}>
            <Icon name={one.late ? 'danger' : 'clock'} small title={t(one.late ? 'timeline.late' : 'timeline.near')} />
            <PartLink caseId={caseId} one={one}>
              <span className="personal">{words.pressing(one)}</span>
            </PartLink>
          </li>
        ))}
        {all && total > shown.length && <li>{t('timeline.pressing-more', { count: total - shown.length })}</li>}
      </ul>
      {!all && total > shown.length && (
        <Button small look="plain" onClick={() => setAll(true)}>
          {t('timeline.pressing-all', { count: total - shown.length })}
        </Button>
      )}
    </section>
  )
}
