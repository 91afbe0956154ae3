import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { changeTryout, tryoutQuery } from './queries.ts'

/** A desk for trying out: what stands in it, filling it with invented data, emptying it. */
export function TryoutPage() {
  const { t } = useText()
  const say = useSay()
  const desk = useDesk()
  const client = useQueryClient()
  const query = useQuery(tryoutQuery(desk.code))
  const [busy, setBusy] = useState<'fill' | 'empty' | null>(null)
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const change = async (act: 'fill' | 'empty') => {
    setBusy(act)
    setFailed(null)
    try {
      await changeTryout(client, desk.code, act)
      say(t(act === 'fill' ? 'tryout.filled' : 'tryout.emptied'))
    } catch (error) {
      setFailed(error)
    }
    setBusy(null)
    setAsking(false)
  }
  return (
    <Page
      title={t('tryout.title')}
      tab={t('tryout.title')}
      facts={
        query.data && [
          { label: t('tryout.persons'), value: query.data.persons },
          { label: t('tryout.contacts'), value: query.data.contacts },
          { label: t('tryout.cases'), value: query.data.cases },
        ]
      }
    >
      <p>{t('tryout.what')}</p>
      <QueryState query={query} rows={2} />
      {failed !== null && <Failure error={failed} />}
      {query.data && (
        <>
          <div className="form-actions">
            <Button look="primary" busy={busy === 'fill'} onClick={() => void change('fill')}>
              {t('tryout.fill')}
            </Button>
            <Button look="danger" onClick={() => setAsking(true)}>
              {t('tryout.empty')}
            </Button>
          </div>
          <p className="quiet">{t('tryout.fill-help')}</p>
        </>
      )}
      {asking && (
        <Dialog title={t('tryout.empty-title')} onClose={() => setAsking(false)}>
          <p>{t('tryout.empty-text')}</p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>{t('tryout.keep')}</Button>
            <Button look="danger" busy={busy === 'empty'} onClick={() => void change('empty')}>
              {t('tryout.empty')}
            </Button>
          </div>
        </Dialog>
      )}
    </Page>
  )
}
