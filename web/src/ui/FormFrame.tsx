import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { Failure } from './failure.tsx'
import type { useForm } from './form.ts'
import { submitKeys } from './form-keys.ts'
import { useText } from './text.tsx'

type Props = {
  form: Pick<ReturnType<typeof useForm<object, unknown>>, 'wrong' | 'busy'>
  onSubmit: () => void
  /** What the button says, and what stands beside it. */
  label: string
  beside: ReactNode
  className?: string
  children: ReactNode
}

/** A form that fills a page: what is wrong on top, what went wrong at its end, the button at the thumb. */
export function FormFrame({ form: { wrong, busy }, onSubmit, label, beside, className = 'form', children }: Props) {
  const { t } = useText()
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      onKeyDown={submitKeys}
    >
      <ErrorSummary wrong={wrong.list} round={wrong.round} />
      {children}
      {wrong.failed !== null && <Failure error={wrong.failed} />}
      <div className="form-actions form-actions-thumb">
        <Button type="submit" look="primary" busy={busy} title={t('ui.ctrl-enter')}>
          {label}
        </Button>
        {beside}
      </div>
    </form>
  )
}
