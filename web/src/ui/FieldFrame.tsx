import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { useText } from './text.tsx'

export type FieldProps = {
  /** Also the anchor of the error summary. */
  id: string
  label: string
  /** The language of the label, where it is not that of the page. */
  labelLang?: string | undefined
  /** It names a person: hidden with the other words about persons. */
  labelPersonal?: boolean
  help?: ReactNode
  optional?: boolean
  /** A message that is already said in words. */
  error?: string | undefined
}

export const describedBy = (props: FieldProps): string | undefined =>
  [props.error && `${props.id}-error`, props.help && `${props.id}-help`].filter(Boolean).join(' ') || undefined

function Beside({ id, help, error }: FieldProps) {
  return (
    <>
      {help && (
        <div className="field-help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {error && (
        <div className="field-error" id={`${id}-error`}>
          <Icon name="danger" small /> {error}
        </div>
      )}
    </>
  )
}

/** Label above, help under the label, error beside the field. */
export function FieldFrame(props: FieldProps & { children: ReactNode; after?: ReactNode }) {
  const { t } = useText()
  return (
    <div className={`field${props.error ? ' field-wrong' : ''}`}>
      <label htmlFor={props.id}>
        <span className={props.labelPersonal ? 'personal' : undefined}>{props.label}</span>
        {props.optional && <span className="optional"> {t('ui.optional')}</span>}
      </label>
      <Beside {...props} />
      {props.children}
      {props.after}
    </div>
  )
}

/** The same for a group of choices. */
export function GroupFrame(props: FieldProps & { children: ReactNode; role?: 'radiogroup' | 'group' }) {
  const { t } = useText()
  return (
    <fieldset
      className={`field${props.error ? ' field-wrong' : ''}`}
      id={props.id}
      tabIndex={-1}
      aria-describedby={describedBy(props)}
    >
      <legend>
        <span lang={props.labelLang}>{props.label}</span>
        {props.optional && <span className="optional"> {t('ui.optional')}</span>}
      </legend>
      <Beside {...props} />
      {props.children}
    </fieldset>
  )
}
