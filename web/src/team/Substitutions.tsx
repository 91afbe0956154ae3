import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import { formatDate } from '#model/calendar.ts'
import type { Substitution } from '#model/team/substitution-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { SubstitutionForm } from './SubstitutionForm.tsx'
import { substitutionsQuery, useSubstitutions } from './substitution-queries.ts'

/** Who stands in for whom today and later; set here, and ended before its last day. */
export function Substitutions() {
  const { t, lang } = useText()
  const desk = useDesk()
  const say = useSay()
  const acts = useSubstitutions()
  const [adding, setAdding] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { data } = useQuery(substitutionsQuery(desk.code))
  const end = ({ id, absent, standIn, from, until }: Substitution) => {
    setFailed(null)
    const today = todayHere()
    const again = {
      ...{ absent: absent.accountId, standIn: standIn.accountId },
      ...{ fromDay: from < today ? today : from, untilDay: until },
    }
    const undo = () => void acts.add({ id: v7(), ...again }).catch(setFailed)
    acts.end(id).then(() => say(t('team.substitution-ended'), { undo }), setFailed)
  }
  return (
    <Card
      title={t('team.substitutions')}
      {...(data && { count: data.rows.length })}
      action={
        !adding && (
          <Button small look="plain" icon="plus" onClick={() => setAdding(true)}>
            {t('team.substitution-add')}
          </Button>
        )
      }
    >
      {data?.rows.length === 0 && !adding && <p className="quiet">{t('team.no-substitutions')}</p>}
      {adding && <SubstitutionForm onDone={() => setAdding(false)} />}
      {failed !== null && <Failure error={failed} />}
      <ul className="lines">
        {data?.rows.map((one) => (
          <li key={one.id}>
            <div>
              {t('team.stands-in', { standIn: one.standIn.name, absent: one.absent.name })}
              <small>
                {t('team.from-until', { from: formatDate(one.from, lang), until: formatDate(one.until, lang) })}
              </small>
            </div>
            {one.can.includes('end') && (
              <Button
                small
                look="plain"
                aria-label={t('team.end-of', { standIn: one.standIn.name, absent: one.absent.name })}
                onClick={() => end(one)}
              >
                {t('team.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
