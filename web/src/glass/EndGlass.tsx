import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useGlassActs } from './queries.ts'

/** Ends an emergency access, after it was said what follows. */
export function EndGlass({ id, small, onEnded }: { id: string; small?: boolean; onEnded?: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useGlassActs()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button {...(small && { small })} icon="lock" onClick={() => setAsking(true)}>
        {t('glass.end')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('glass.end')}
          before={t('glass.end-before')}
          action={t('glass.end')}
          run={async () => {
            await acts.end(id)
            say(t('glass.ended'))
            onEnded?.()
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
