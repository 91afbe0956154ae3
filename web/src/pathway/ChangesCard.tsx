import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import type { Change } from './pathway-view.ts'

const SHOWN = 8

/** What changed in the pathway, who wrote it and when: the last first. */
export function ChangesCard({ changes }: { changes: readonly Change[] }) {
  const { t, lang } = useText()
  const [all, setAll] = useState(false)
  const said = ({ what, fact, first }: Change): string => {
    if (what === 'review' || what === 'follow-up') {
      if (fact.withdrawn) return t('pathway.change.withdrawn')
      return what === 'review' ? t('pathway.change.review') : t(`pathway.outcome.${fact.moment}`)
    }
    if (fact.state === 'withdrawn') return t('pathway.change.withdrawn')
    if (first && fact.state === 'open') return t(`pathway.change.new-${what}`)
    return fact.state === 'open' ? t(`pathway.change.${what}`) : t(`pathway.change.${what}-${fact.state}`)
  }
  return (
    <Card title={t('pathway.changes')}>
      <ul className="lines">
        {changes.slice(0, all ? undefined : SHOWN).map((change) => (
          <li key={`${change.what} ${change.fact.at} ${change.fact.text} ${change.fact.no}`}>
            <div>
              {said(change)}
              <small className="personal clamp">{change.fact.text}</small>
              <small>{t('pathway.written', { by: change.fact.by, at: shortInstant(change.fact.at, lang) })}</small>
            </div>
          </li>
        ))}
      </ul>
      {!all && changes.length > SHOWN && (
        <Button small look="plain" onClick={() => setAll(true)}>
          {t('pathway.changes-all', { count: changes.length })}
        </Button>
      )}
    </Card>
  )
}
