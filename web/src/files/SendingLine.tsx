import { CallError } from '../call.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { useText } from '../ui/text.tsx'
import type { Sending } from './use-uploads.ts'

/** One file on its way: how far it has come, and how to stop it. */
export function SendingLine({ sending, cancel }: { sending: Sending; cancel: () => void }) {
  const { t } = useText()
  const { name, stage, done, all, error } = sending
  const isMoving = stage === 'sending' || stage === 'resumed' || stage === 'away'
  return (
    <li>
      <div>
        <strong className="wording personal">{name}</strong>
        {stage === 'failed' ? (
          <Wrong error={error} name={name} />
        ) : (
          <>
            <small role="status">{t(`files.stage.${stage}`)}</small>
            {isMoving && <ProgressBar done={done} all={all} label={t('files.progress', { done, all })} />}
          </>
        )}
      </div>
      <Button
        small
        aria-label={t(stage === 'failed' ? 'files.dismiss-this' : 'files.cancel-this', { name })}
        onClick={cancel}
      >
        {t(stage === 'failed' ? 'ui.close' : 'ui.cancel')}
      </Button>
    </li>
  )
}

const known = ['file-kind', 'file-photo', 'file-differs']

function Wrong({ error, name }: { error: unknown; name: string }) {
  const { t } = useText()
  const code = error instanceof CallError ? error.errors.find((each) => known.includes(each.code))?.code : undefined
  if (!code) return <Failure error={error} />
  return (
    <Notice tone="red">
      <p>{t(`files.wrong.${code}`, { name })}</p>
    </Notice>
  )
}
