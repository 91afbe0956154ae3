import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ShownTerms } from '#model/referrals/contract-acts.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { saveTerms, termsQuery } from './queries.ts'

const both = ['answerWithin', 'startWithin'] as const
type Typed = Record<(typeof both)[number], string>

/** Hours as they are read and typed, to a tenth. */
const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10
const typedOf = (minutes: number | null): string => (minutes === null ? '' : String(hoursOf(minutes)).replace('.', ','))

/** Minutes; `null` for nothing, `undefined` for what is no such number. */
function minutesOf(typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.')
  if (text === '') return null
  const minutes = /^\d{1,4}(\.\d)?$/.test(text) ? Math.round(Number(text) * 60) : 0
  return minutes >= 1 && minutes <= 60_000 ? minutes : undefined
}

/** In what time of its opening hours a service answers a referral and begins; whoever keeps it may change that. */
export function TermsCard({ serviceId }: { serviceId: string }) {
  const { t } = useText()
  const desk = useDesk()
  const { data: terms } = useQuery(termsQuery(desk.code, serviceId))
  const [editing, setEditing] = useState(false)
  if (!terms) return null
  return (
    <Card title={t('referrals.terms')}>
      {editing ? (
        <TermsForm serviceId={serviceId} terms={terms} onDone={() => setEditing(false)} />
      ) : (
        <>
          <dl className="facts">
            {both.map((which) => (
              <div key={which}>
                <dt>{t(`referrals.terms.${which}`)}</dt>
                <dd>
                  {terms[which] === null
                    ? t('referrals.terms-none')
                    : t('referrals.terms-hours', { hours: hoursOf(terms[which]) })}
                </dd>
              </div>
            ))}
          </dl>
          {!terms.said && <p className="quiet">{t('referrals.terms-plain')}</p>}
          {terms.can.includes('set') && (
            <p className="not-on-paper">
              <Button small icon="edit" onClick={() => setEditing(true)}>
                {t('referrals.terms-set')}
              </Button>
            </p>
          )}
        </>
      )}
    </Card>
  )
}

function TermsForm({ serviceId, terms, onDone }: { serviceId: string; terms: ShownTerms; onDone: () => void }) {
  const { t } = useText()
  const desk = useDesk().code
  const say = useSay()
  const client = useQueryClient()
  const [typed, setTyped] = useState<Typed>({
    answerWithin: typedOf(terms.answerWithin),
    startWithin: typedOf(terms.startWithin),
  })
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<unknown>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const [answerWithin, startWithin] = both.map((which) => minutesOf(typed[which]))
    const bad = both.filter((which) => minutesOf(typed[which]) === undefined)
    setWrong(bad)
    if (answerWithin === undefined || startWithin === undefined) return document.getElementById(bad[0] ?? '')?.focus()
    setFailed(null)
    try {
      const now = await saveTerms(desk, serviceId, { answerWithin, startWithin })
      client.setQueryData(termsQuery(desk, serviceId).queryKey, now)
      say(t('referrals.terms-saved'))
      onDone()
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p className="quiet">{t('referrals.terms-help')}</p>
      {both.map((which) => (
        <TextField
          key={which}
          id={which}
          label={t(`referrals.terms-field.${which}`)}
          short
          inputMode="decimal"
          maxLength={6}
          value={typed[which]}
          onChange={(next) => setTyped({ ...typed, [which]: next })}
          error={wrong.includes(which) ? t('referrals.terms-wrong') : undefined}
        />
      ))}
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary">
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
