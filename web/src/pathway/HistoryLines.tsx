import type { ReactNode } from 'react'
import { shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'

type Written = { no: number; by: string; at: string }

/** What was written of one thing, the last first: what it said, who wrote it, when. */
export function HistoryLines<F extends Written>({ facts, say }: { facts: readonly F[]; say: (fact: F) => ReactNode }) {
  const { t, lang } = useText()
  return (
    <>
      <h3 className="path-history">{t('pathway.history')}</h3>
      <ul className="lines">
        {facts.map((fact) => (
          <li key={fact.no}>
            <div>
              {say(fact)}
              <small>{t('pathway.written', { by: fact.by, at: shortInstant(fact.at, lang) })}</small>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
