import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { type HoursValues, lengthOf, oneTurnMore } from './hours-values.ts'
import { hoursText } from './hours-words.ts'

type Turns = HoursValues['turns']
type Props = {
  /** How the ids of its fields begin. */
  prefix: string
  turns: Turns
  most: number
  wrong: Record<string, string>
  onChange: (turns: Turns) => void
}

/** When work began and ended, with the break inside; a second time where somebody went home between. */
export function TurnFields({ prefix, turns, most, wrong, onChange }: Props) {
  const text = useText()
  const { t } = text
  const set = (at: number, more: Partial<Turns[number]>) =>
    onChange(turns.map((turn, no) => (no === at ? { ...turn, ...more } : turn)))
  return (
    <>
      {turns.map((turn, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place alone
        <fieldset key={at} className="hours-turn">
          <legend>{t('worktime.turn-no', { no: at + 1 })}</legend>
          <div className="hours-times">
            {(['start', 'end', 'pause'] as const).map((part) => {
              const error = wrong[`${part}-${at}`]
              return (
                <TextField
                  key={part}
                  id={`${prefix}${part}-${at}`}
                  label={t(`worktime.turn.${part}`)}
                  {...(part === 'pause'
                    ? { help: t('worktime.pause-help'), inputMode: 'numeric' as const }
                    : { placeholder: '8:00' })}
                  short
                  maxLength={part === 'pause' ? 3 : 5}
                  value={turn[part]}
                  onChange={(next) => set(at, { [part]: next })}
                  error={error && t(error)}
                />
              )
            })}
            {turns.length > 1 && (
              <Button
                small
                look="plain"
                aria-label={t('worktime.drop-turn-no', { no: at + 1 })}
                onClick={() => onChange(turns.filter((_, no) => no !== at))}
              >
                {t('worktime.drop-turn')}
              </Button>
            )}
          </div>
          <p className="quiet hours-length" role="status">
            {lengthText(turn, text)}
          </p>
        </fieldset>
      ))}
      {turns.length < most && (
        <div>
          <Button small icon="plus" onClick={() => onChange(oneTurnMore(turns))}>
            {t('worktime.add-turn')}
          </Button>
        </div>
      )}
    </>
  )
}

/** How long that is, said at once: eight to eight is a whole day. */
function lengthText(turn: Turns[number], text: ReturnType<typeof useText>): string {
  const length = lengthOf(turn)
  if (!length) return ''
  return text.t(length.over ? 'worktime.length-over' : 'worktime.length', { hours: hoursText(length.minutes, text) })
}
