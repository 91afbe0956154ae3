import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import type { DraftHandle } from './use-draft.ts'

/** "Salvato 14:02", or that it is safe on this device; and for a draft taken up again, a way to throw it away. */
export function DraftStatus<T>({ draft }: { draft: DraftHandle<T> }) {
  const { t } = useText()
  const say = useSay()
  if (!draft.ready) return null
  const time =
    draft.savedAt && new Date(draft.savedAt).toLocaleTimeString('it-IT', { hour: '2-digit', minute: '2-digit' })
  const says = {
    clean: '',
    typing: t('draft.typing'),
    saved: t('draft.saved', { time }),
    device: t('draft.device'),
    nowhere: t('draft.nowhere'),
  }[draft.state]
  return (
    <div className="draft-status">
      {draft.resumed && <strong>{t('draft.resumed')}</strong>}
      <span role="status" data-draft={draft.state}>
        {says && (
          <Icon name={draft.state === 'saved' ? 'check' : draft.state === 'nowhere' ? 'warning' : 'clock'} small />
        )}
        {says}
      </span>
      {(draft.resumed || draft.state !== 'clean') && (
        <Button look="plain" small onClick={() => say(t('draft.discarded'), { undo: draft.discard() })}>
          {t('draft.discard')}
        </Button>
      )}
    </div>
  )
}
