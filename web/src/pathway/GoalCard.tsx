import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { shortDate } from '../ui/dates.ts'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { useOwnerWords } from './owners.ts'
import { DueChip, GoalChip } from './PathwayChips.tsx'
import type { GoalRow, StepRow } from './pathway-view.ts'

type Props = { goal: GoalRow; tick: ((row: StepRow) => Promise<void>) | null }

/** A goal with its steps: who does each, by when, and whether it was done. */
export function GoalCard({ goal: { id, latest, steps }, tick }: Props) {
  const { t, lang } = useText()
  const day = (on: string) => shortDate(on, lang)
  return (
    <article className="goal" data-goal={id}>
      <div className="goal-head">
        <h3 className="personal">
          <Link to="." search={{ obiettivo: id }}>
            {latest.text}
          </Link>
        </h3>
        <GoalChip state={latest.state} />
      </div>
      <p className="quiet">
        {t('pathway.agreed-line', { day: day(latest.agreedOn) })}
        {latest.since && ` ${t(`pathway.since.${latest.state}`, { day: day(latest.since) })}`}
      </p>
      {latest.why && <p className="personal">{latest.why}</p>}
      {steps.length === 0 && latest.state === 'open' && <p className="quiet">{t('pathway.no-steps')}</p>}
      <ul className="lines steps">
        {steps.map((step) => (
          <StepLine key={step.id} step={step} tick={latest.state === 'open' ? tick : null} />
        ))}
      </ul>
    </article>
  )
}

function StepLine({ step, tick }: { step: StepRow; tick: Props['tick'] }) {
  const { t, lang } = useText()
  const ownerOf = useOwnerWords()
  const [busy, setBusy] = useState(false)
  const { id, latest, due } = step
  const isDone = latest.state === 'done'
  const press = async () => {
    if (!tick || busy) return
    setBusy(true)
    await tick(step)
    setBusy(false)
  }
  return (
    <li>
      {tick ? (
        <input
          type="checkbox"
          id={`step-${id}`}
          className="step-tick"
          checked={isDone}
          aria-busy={busy || undefined}
          onChange={() => void press()}
        />
      ) : (
        <Icon name={isDone ? 'check' : 'open'} small />
      )}
      <div>
        <label className={isDone ? 'personal step-done' : 'personal'} htmlFor={tick ? `step-${id}` : undefined}>
          {latest.text}
        </label>
        <small>{t('pathway.owner-line', { owner: ownerOf(latest) })}</small>
      </div>
      {latest.doneOn ? (
        <span className="quiet">{t('pathway.done-on', { day: shortDate(latest.doneOn, lang) })}</span>
      ) : (
        latest.due && <DueChip due={due} on={latest.due} />
      )}
      <Link
        className="not-on-paper"
        to="."
        search={{ passo: id }}
        aria-label={t('pathway.open-step', { step: latest.text })}
      >
        {t('pathway.open')}
      </Link>
    </li>
  )
}
