import { useState } from 'react'
import { Button } from './Button.tsx'
import type { Clash } from './conflict.ts'
import { Dialog } from './Dialog.tsx'
import { useText } from './text.tsx'

type Props<T extends Record<string, unknown>> = {
  clashes: readonly Clash<T>[]
  theirsOnly: readonly (keyof T & string)[]
  labelOf: (field: keyof T & string) => string
  sayValue: (field: keyof T & string, value: unknown) => string
  onDone: (picked: Partial<T>) => void
  onClose: () => void
}

/** Somebody else was first: what changed, side by side, one pick per field. Nothing is overwritten unseen. */
export function ConflictPanel<T extends Record<string, unknown>>(props: Props<T>) {
  const { t } = useText()
  const [picks, setPicks] = useState<Record<string, 'mine' | 'theirs'>>({})
  const ready = props.clashes.every((clash) => picks[clash.field])
  const done = () => {
    const picked = props.clashes.map((clash) => [
      clash.field,
      picks[clash.field] === 'mine' ? clash.mine : clash.theirs,
    ])
    props.onDone(Object.fromEntries(picked) as Partial<T>)
  }
  return (
    <Dialog title={t('conflict.title')} onClose={props.onClose} wide>
      <p>{props.clashes.length > 0 ? t('conflict.text') : t('conflict.text-apart')}</p>
      {props.theirsOnly.length > 0 && (
        <p>{t('conflict.theirs-only', { fields: props.theirsOnly.map(props.labelOf).join(', ') })}</p>
      )}
      {props.clashes.length > 0 && (
        <div className="clashes">
          {props.clashes.map((clash) => (
            <fieldset key={clash.field}>
              <legend>{props.labelOf(clash.field)}</legend>
              {(['theirs', 'mine'] as const).map((side) => (
                <label key={side} className="clash">
                  <input
                    type="radio"
                    name={`clash-${clash.field}`}
                    checked={picks[clash.field] === side}
                    onChange={() => setPicks({ ...picks, [clash.field]: side })}
                  />
                  <span>
                    <small>{t(`conflict.${side}`)}</small>
                    <span className="personal">{props.sayValue(clash.field, clash[side]) || t('ui.empty-value')}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      )}
      <div className="dialog-actions">
        <Button onClick={props.onClose}>{t('conflict.back')}</Button>
        <Button look="primary" disabled={!ready} onClick={done}>
          {props.clashes.length > 0 ? t('conflict.save') : t('conflict.save-both')}
        </Button>
      </div>
    </Dialog>
  )
}
