import { type FormEvent, useState } from 'react'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { hasEnded, wasErased } from '#model/referrals/rules.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { Card } from '../ui/Page.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { useReferralActs } from './queries.ts'

/** What the two desks wrote to each other, and the next message, kept while it is written. */
export function ReferralMessages({ referral }: { referral: Referral }) {
  const { t, lang } = useText()
  const who = useWho()
  const { messages } = referral
  return (
    <Card title={t('referrals.messages')} {...(messages.length > 0 && { count: messages.length })}>
      {messages.length === 0 && <p className="quiet">{t('referrals.no-messages')}</p>}
      <ul className="lines">
        {messages.map(({ id, act, at, desk, by, text }) => (
          <li key={id}>
            <div>
              <strong>{desk.name}</strong>
              {act !== 'message' && ` · ${t(`referrals.act.${act}`)}`}
              <small>{[shortInstant(at, lang), by && who(by)].filter(Boolean).join(' · ')}</small>
              <p className="wording personal">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      {referral.can.includes('message') && <Writer referral={referral} />}
      {!hasEnded(referral.state) && wasErased(referral.timeline) && (
        <p className="quiet">{t('referrals.erased-mute')}</p>
      )}
    </Card>
  )
}

function Writer({ referral }: { referral: Referral }) {
  const { t } = useText()
  const say = useSay()
  const acts = useReferralActs(referral)
  const draft = useDraft('message', referral.id, { text: '' })
  const early = useEarlyPress(draft.ready)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { text } = draft.values
  const isAnswered = referral.state !== 'sent' && referral.state !== 'seen'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || early.holds(text.trim() !== '')) return
    setMissing(!text.trim())
    if (!text.trim()) return document.getElementById('message')?.focus()
    setBusy(true)
    setFailed(null)
    try {
      await acts.write({ id: draft.id, text })
      await draft.finish({ text: '' })
      say(t('referrals.message-sent'))
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  return (
    <form ref={early.form} className="composer composer-open" onSubmit={submit} onKeyDown={submitKeys}>
      <AreaField
        id="message"
        label={t('referrals.message')}
        help={t(isAnswered ? 'referrals.message-help' : 'referrals.message-before-yes')}
        rows={3}
        maxLength={4_000}
        personal
        value={text}
        error={missing ? t('field.missing') : undefined}
        onChange={(next) => {
          setMissing(false)
          draft.change({ text: next })
        }}
      />
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button type="submit" busy={busy}>
          {t('referrals.send-message')}
        </Button>
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
