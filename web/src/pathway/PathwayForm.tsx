import { type ReactNode, useEffect, useRef } from 'react'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import type { DraftHandle } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import type { useForm } from '../ui/form.ts'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { useText } from '../ui/text.tsx'

type Props<V extends { text: string }> = {
  draft: DraftHandle<V>
  form: Pick<ReturnType<typeof useForm<V, unknown>>, 'wrong' | 'busy'>
  /** What the form is about, where no dialog says it. */
  label?: string
  /** How the ids of its fields begin. */
  prefix: string
  /** A colleague wrote another record since this one was opened. */
  moved: boolean
  submit: () => Promise<unknown>
  /** What saving is called, where it is no plain saving. */
  act?: string
  /** Nothing for what is new. */
  withdraw: (() => Promise<unknown>) | undefined
  onClose: () => void
  children: ReactNode
}

/** What the forms of a goal, of a step and of an outcome share: what is wrong, who was first, and what may be done with it. */
export function PathwayForm<V extends { text: string }>(props: Props<V>) {
  const { draft, form, label, prefix, moved, act, submit, withdraw, onClose, children } = props
  const { t } = useText()
  const early = useEarlyPress(draft.ready)
  const begun = useRef(draft.values)
  // Said above the fields: whoever pressed the button below would not see it.
  const said = useRef<HTMLDivElement>(null)
  const wasMoved = useRef(moved)
  useEffect(() => {
    if (moved && !wasMoved.current) said.current?.focus()
    wasMoved.current = moved
  }, [moved])
  return (
    <form
      ref={early.form}
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!early.holds(draft.values !== begun.current)) void submit()
      }}
      onKeyDown={submitKeys}
      aria-label={label}
    >
      <ErrorSummary
        wrong={form.wrong.list.map((one) => ({ ...one, field: `${prefix}${one.field}` }))}
        round={form.wrong.round}
      />
      {moved && (
        <div ref={said} tabIndex={-1}>
          <Notice tone="amber">
            <p>{t('pathway.moved-on')}</p>
          </Notice>
        </div>
      )}
      {children}
      {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={form.busy} title={t('ui.ctrl-enter')}>
          {act ?? t('ui.save')}
        </Button>
        <Button onClick={onClose}>{t('ui.close-keep-draft')}</Button>
        {withdraw && (
          <Button look="plain" onClick={() => void withdraw()}>
            {t('pathway.withdraw')}
          </Button>
        )}
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
