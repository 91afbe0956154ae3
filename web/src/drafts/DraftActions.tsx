import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import type { useForm } from '../ui/form.ts'
import { useText } from '../ui/text.tsx'
import { DraftStatus } from './DraftStatus.tsx'
import type { DraftHandle } from './use-draft.ts'

type Props<T> = {
  form: Pick<ReturnType<typeof useForm<object, unknown>>, 'wrong' | 'busy'>
  draft: DraftHandle<T>
  onClose: () => void
}

/** The end of a form that is kept while it is typed: what went wrong, saving, closing with the draft kept, how the draft stands. */
export function DraftActions<T>({ form, draft, onClose }: Props<T>) {
  const { t } = useText()
  return (
    <>
      {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={form.busy} title={t('ui.ctrl-enter')}>
          {t('ui.save')}
        </Button>
        <Button onClick={onClose}>{t('ui.close-keep-draft')}</Button>
        <DraftStatus draft={draft} />
      </div>
    </>
  )
}
