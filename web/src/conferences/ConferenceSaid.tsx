import { formatDate, formatInstant } from '#model/calendar.ts'
import type { Coming, Decision, Invitation } from '#model/conferences/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

const tones = { called: 'blue', held: 'green', cancelled: 'plain', uninvited: 'plain' } as const

/** When and where, what is talked about, what was said and decided: what every desk that comes reads. */
export function ConferenceSaid({ one, toTask }: { one: Invitation; toTask?: (decision: Decision) => React.ReactNode }) {
  const { t, lang } = useText()
  const { state, decisions } = one
  return (
    <>
      <p>
        <strong>{`${formatDate(one.day, lang)}, ${one.time}`}</strong>{' '}
        <Chip tone={tones[state]}>{t(`conferences.state.${state}`)}</Chip>
      </p>
      <small className="personal">
        {[t('conferences.minutes', { minutes: one.minutes }), one.place].filter(Boolean).join(' · ')}
      </small>
      {one.agenda && <Words title={t('conferences.field.agenda')} text={one.agenda} />}
      {one.record && <Words title={t('conferences.field.record')} text={one.record} />}
      {decisions.length > 0 && (
        <>
          <h3>{t('conferences.field.decisions')}</h3>
          <ul className="lines">
            {decisions.map((decision, no) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: decisions have no names, and are shown as they were written
              <li key={no}>
                <div className="personal">
                  {decision.text}
                  <small>
                    {[decision.who, decision.due && t('conferences.due', { day: formatDate(decision.due, lang) })]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </div>
                {toTask?.(decision)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h3>{title}</h3>
      <p className="personal wording">{text}</p>
    </>
  )
}

/** Whether a desk comes, in its own words or told by the others; an answer to another hour says which. */
export function useComing() {
  const { t, lang } = useText()
  return (said: Coming, own: boolean): string => {
    const kind = said.comes ? (said.who ? 'who' : 'yes') : 'no'
    const words = t(`conferences.${own ? 'own' : 'comes'}-${kind}`, {
      who: said.who,
      at: formatInstant(said.at, lang),
    })
    if (!said.meant) return words
    const { day, time } = said.meant
    return t(`conferences.meant${own ? '-own' : ''}`, { words, day: formatDate(day, lang), time })
  }
}
