import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { staleQuery, useNetworkActs } from './queries.ts'

/** Asks about all stale entries of the desk: how many is said before, then how far it is, then what came of it. */
export function AskAllDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const acts = useNetworkActs()
  const query = useQuery(staleQuery(desk.code))
  const [all, setAll] = useState<number | null>(null)
  const [asked, setAsked] = useState(0)
  const [over, setOver] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const counts = query.data
  const send = async (most: number) => {
    setAll(most)
    setFailed(null)
    try {
      let sum = asked
      for (;;) {
        const some = await acts.askStale()
        sum += some.asked
        setAsked(sum)
        if (some.toAsk === 0 || some.asked === 0) break
      }
      setOver(true)
    } catch (error) {
      setFailed(error)
      setAll(null)
    }
    await acts.readAnew()
  }
  return (
    <Dialog title={t('network.ask-all')} onClose={onClose}>
      <div className="form">
        <QueryState query={query} rows={2} />
        {counts && all === null && (
          <p>
            {t('network.ask-all-what', {
              stale: counts.stale,
              toAsk: counts.toAsk,
              without: counts.withoutAddress,
              lately: counts.askedLately,
            })}
          </p>
        )}
        {all !== null && !over && (
          <ProgressBar done={asked} all={all} label={t('network.ask-all-progress', { done: asked, all })} />
        )}
        {over && counts && (
          <p role="status">{t('network.ask-all-done', { count: asked, without: counts.withoutAddress })}</p>
        )}
        {failed !== null && <Failure error={failed} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('ui.close')}</Button>
          {counts && !over && (
            <Button
              look="primary"
              busy={all !== null}
              disabled={counts.toAsk === 0}
              onClick={() => void send(counts.toAsk)}
            >
              {t('network.ask-all-send', { count: counts.toAsk })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
