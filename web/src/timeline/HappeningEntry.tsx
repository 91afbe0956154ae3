import type { Happening } from '#model/timeline/contract.ts'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { useHappeningWords } from './happening-words.ts'
import { PartLink } from './PartLink.tsx'

/** What happened in a part of the case: a line that leads to where all of it is read. */
export function HappeningEntry({ told, caseId }: { told: readonly [Happening, ...Happening[]]; caseId: string }) {
  const { t } = useText()
  const who = useWho()
  const words = useHappeningWords(told)
  const [first, ...more] = told
  const line = (one: Happening) => (
    <PartLink one={one} caseId={caseId}>
      <span className="personal">{words.happening(one)}</span>
    </PartLink>
  )
  const by = <small>{t('cases.event-by', { by: who(first.by) })}</small>
  if (more.length === 0)
    return (
      <p>
        {line(first)} {by}
      </p>
    )
  return (
    <details className="entry-details">
      <summary>
        <span>{t('timeline.at-once', { what: t(`timeline.kind.${first.kind}`), count: told.length })}</span> {by}
      </summary>
      <ul>
        {told.map((one) => (
          <li key={one.id}>{line(one)}</li>
        ))}
      </ul>
    </details>
  )
}
