import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { type HoursValues, oneTurnMore } from './hours-values.ts'

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
  const { t } = useText()
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
