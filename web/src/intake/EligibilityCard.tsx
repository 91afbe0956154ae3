import { useQuery } from '@tanstack/react-query'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip, Notice, type Tone } from '../ui/Chip.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { Card, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { type EligibilityQuestion, eligibilityQuery } from './queries.ts'

const looks: Record<string, [Tone, IconName]> = {
  documented: ['green', 'check'],
  'not-documented': ['plain', 'info'],
  contrary: ['amber', 'warning'],
}

/** What the programmes of the desk ask for, beside the form: it closes no door. */
export function EligibilityCard({ question }: { question: EligibilityQuestion }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const query = useQuery(eligibilityQuery(desk.code, question))
  return (
    <Card title={t('intake.eligibility')}>
      <Notice>
        <p>{t('intake.not-blocking')}</p>
      </Notice>
      {query.isPending && <Skeleton rows={3} />}
      {query.data?.rows.map((one) => (
        <div key={one.programme} className="eligibility">
          <h3>{one.programme}</h3>
          <ul>
            {one.requirements.map((requirement) => {
              const [tone, icon] = looks[requirement.finding] ?? looks['not-documented'] ?? ['plain', 'info']
              return (
                <li key={requirement.code}>
                  <span>{t(`intake.requirement.${requirement.code}`)}</span>
                  <Chip tone={tone} icon={icon}>
                    {t(`intake.finding.${requirement.finding}`)}
                  </Chip>
                </li>
              )
            })}
          </ul>
          <small className="quiet">
            {t('intake.source', { source: one.source, day: formatDate(one.checkedOn as CivilDate, lang) })}
          </small>
        </div>
      ))}
    </Card>
  )
}
