import { type FormEvent, useState } from 'react'
import type { Service } from '#model/network/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNetworkActs } from './queries.ts'

const shown = (number: number | null | undefined) => (number === null || number === undefined ? '' : String(number))
const read = (text: string): number | null | undefined =>
  text.trim() === '' ? null : /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined

/** How many places are free, in one step; the time is taken with it. */
export function CapacityForm({ service }: { service: Service }) {
  const { t } = useText()
  const say = useSay()
  const acts = useNetworkActs()
  const [free, setFree] = useState(shown(service.capacity?.free))
  const [total, setTotal] = useState(shown(service.capacity?.total))
  const [wrong, setWrong] = useState('')
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const [places, all] = [read(free), read(total)]
    const bad = places === undefined || all === undefined || (places !== null && all !== null && places > all)
    setWrong(bad ? t('network.places-wrong') : '')
    if (bad || busy) return
    setBusy(true)
    setFailed(null)
    try {
      await acts.capacity(service.id, places, all)
      say(t('network.places-saved'))
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  return (
    <Card title={t('network.places')}>
      <form className="places-form" onSubmit={(event) => void submit(event)}>
        <TextField
          id="free"
          label={t('network.free')}
          short
          inputMode="numeric"
          maxLength={5}
          value={free}
          onChange={setFree}
          error={wrong || undefined}
        />
        <TextField
          id="total"
          label={t('network.total')}
          short
          inputMode="numeric"
          maxLength={5}
          value={total}
          onChange={setTotal}
        />
        <Button type="submit" busy={busy}>
          {t('network.places-save')}
        </Button>
      </form>
      {failed !== null && <Failure error={failed} />}
    </Card>
  )
}
