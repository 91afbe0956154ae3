import { type FormEvent, useState } from 'react'
import { Service } from '#model/network/contract.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNetworkActs } from './queries.ts'

/** The desk's own note about a service: sealed, and read by nobody else. */
export function NoteForm({ service }: { service: Service }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const acts = useNetworkActs()
  const [kept, setKept] = useState({ text: service.note?.text ?? '', version: service.note?.version ?? 0 })
  const draft = useDraft('service-note', service.id, kept, desk.may('service.propose'))
  const { text, version } = draft.values
  const [theirs, setTheirs] = useState<string | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  if (!desk.may('service.propose'))
    return service.note?.text ? (
      <Card title={t('network.note')}>
        <p className="prose personal">{service.note.text}</p>
      </Card>
    ) : null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFailed(null)
    try {
      await acts.note(service.id, text, version)
      const now = { text, version: version + 1 }
      setKept(now)
      await draft.finish(now)
      setTheirs(null)
      say(t('network.note-kept'))
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Service.safeParse(error.current) : null
      if (!now?.success) return setFailed(error)
      // What the colleague wrote stands beside; the second try replaces it knowingly.
      setTheirs(now.data.note?.text ?? '')
      draft.change({ version: now.data.note?.version ?? 0 })
    }
  }
  return (
    <Card title={t('network.note')}>
      <form onSubmit={(event) => void submit(event)}>
        {theirs !== null && (
          <Notice tone="amber" title={t('network.note-moved')}>
            <p className="prose personal">{theirs}</p>
          </Notice>
        )}
        <AreaField
          id="note"
          label={t('network.note-text')}
          help={t('network.note-help')}
          personal
          rows={3}
          maxLength={10_000}
          value={text}
          onChange={(words) => draft.change({ text: words })}
        />
        {failed !== null && <Failure error={failed} />}
        {(text !== kept.text || theirs !== null) && (
          <div className="form-actions">
            <Button type="submit" small>
              {t('network.note-keep')}
            </Button>
            <DraftStatus draft={draft} />
          </div>
        )}
      </form>
    </Card>
  )
}
