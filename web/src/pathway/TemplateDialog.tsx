import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { addDays } from '#model/calendar.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { needs } from '#model/codes/needs.ts'
import { type Profile, profiles } from '#model/codes/profiles.ts'
import type { Pathway } from '#model/pathway/contract.ts'
import type { NewGoals, TemplateGoal } from '#model/pathway/template-contract.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { shortDate } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { goalsFor } from './own-templates.ts'
import { templatesQuery, useWritePathway } from './queries.ts'
import { agreedOf, choose } from './template-values.ts'

type Props = { data: Pathway; onClose: () => void }

/** A pathway begun out of a template: what was agreed with the person is ticked, and nothing is ticked before. */
export function TemplateDialog({ data, onClose }: Props) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const templates = useQuery(templatesQuery(desk.code))
  const ofCase = useQuery(caseQuery(desk.code, data.caseId)).data?.profile
  const [picked, setPicked] = useState<Profile | ''>('')
  const profile = picked || (ofCase && isAnswered(ofCase) ? ofCase : '')
  const goals = profile && templates.data ? goalsFor(profile, templates.data, lang) : []
  return (
    <Dialog title={t('pathway.from-template')} onClose={onClose} wide>
      <div className="form">
        <p className="quiet">{t('pathway.template-lead')}</p>
        <SelectField
          id="template-profile"
          label={t('cases.profile')}
          value={profile}
          onChange={(value) => setPicked(value as Profile)}
          options={codes.options(profiles)}
          {...(profile === '' && { none: '–' })}
        />
        <QueryState query={templates} rows={6} />
        {profile && templates.data && <Choice key={profile} data={data} goals={goals} onDone={onClose} />}
        <p>
          <Link to="/$desk/modelli" params={{ desk: desk.code }}>
            {t('pathway.templates')}
          </Link>
        </p>
      </div>
    </Dialog>
  )
}

function Choice({ data, goals, onDone }: { data: Pathway; goals: readonly TemplateGoal[]; onDone: () => void }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const say = useSay()
  const write = useWritePathway(data.caseId)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  /** Made once for one choice: what is sent again, because no answer came, is the same. */
  const body = useRef<NewGoals | null>(null)
  const count = goals.filter((_, place) => chosen.has(String(place))).length
  const save = async () => {
    setBusy(true)
    setFailed(null)
    try {
      body.current ??= { id: v7(), agreedOn: data.today, goals: agreedOf(goals, chosen, data.today) }
      await write.goals(body.current)
      say(t('pathway.goals-agreed', { count }))
      onDone()
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }
  const box = (key: string) => ({
    type: 'checkbox' as const,
    checked: chosen.has(key),
    onChange: () => {
      body.current = null
      setChosen(choose(goals, chosen, key))
    },
  })
  if (goals.length === 0) return <p className="quiet">{t('pathway.template-empty')}</p>
  return (
    <>
      {goals.map((goal, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a template does not change while it is looked at
        <fieldset key={place} className="template-goal">
          <legend className="field-label">{codes.one(needs, goal.area)}</legend>
          <label className="check">
            <input {...box(String(place))} /> <strong>{goal.text}</strong>
          </label>
          {goal.steps.map((step, no) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a template does not change while it is looked at
            <label key={no} className="check template-step">
              <input {...box(`${place}.${no}`)} />
              <span>
                {step.text}
                <small className="template-when">
                  {t(`pathway.template-owner-${step.owner}`)}
                  {step.days !== null &&
                    ` · ${t('pathway.template-by', { day: shortDate(addDays(data.today, step.days), lang) })}`}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button look="primary" busy={busy} disabled={count === 0} onClick={() => void save()}>
          {t('pathway.agree-goals', { count })}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </>
  )
}
