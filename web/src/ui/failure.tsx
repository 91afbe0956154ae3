import { CallError } from '../call.ts'
import { Button } from './Button.tsx'
import { Notice } from './Chip.tsx'
import { useText } from './text.tsx'

/** What went wrong, in words: what happened, what is safe, what to do, a number to quote. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useText()
  const code = error instanceof CallError ? error.code : 'internal'
  const number = error instanceof CallError ? error.requestId : undefined
  const why = error instanceof CallError && error.reason ? `problem.reason.${error.reason}` : ''
  const told = t(why)
  return (
    <Notice
      tone="red"
      title={t(`problem.${code}.title`)}
      action={
        retry && (
          // What is not there will not be there the next time either.
          <Button small onClick={code === 'not-found' ? () => history.back() : retry}>
            {t(code === 'not-found' ? 'ui.back' : 'ui.retry')}
          </Button>
        )
      }
    >
      <p>
        {why !== '' && told !== why ? told : t(`problem.${code}.text`)} {number && t('problem.number', { number })}
      </p>
    </Notice>
  )
}
