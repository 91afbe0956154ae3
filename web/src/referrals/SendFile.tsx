import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { acceptedEndings, sizeWords } from '#model/codes/file-kinds.ts'
import { MOST_FILE_BYTES, ReferralFileKind, type ReferralFiles } from '#model/referrals/contract-files.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'

import { CallError } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Failure } from '../ui/failure.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useFileActs } from './file-queries.ts'

const most = MOST_FILE_BYTES / 1024 / 1024
type Chosen = { id: string; file: File }

/** One more file: it is chosen, shown with where it goes, and sent. What went wrong is said beside it. */
export function SendFile({ referral, files }: { referral: Referral; files: ReferralFiles }) {
  const { t } = useText()
  const say = useSay()
  const acts = useFileActs(referral.id)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ error: unknown; name: string } | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(chosen)
  useEffect(() => {
    // What held the focus is gone from the screen: it stays where the next thing to do is.
    if (before.current !== chosen) place.current?.focus()
    before.current = chosen
  }, [chosen])
  const to = files.to.name
  const choose = (file: File) => {
    setFailed(null)
    setChosen({ id: v7(), file })
  }
  const send = async ({ id, file }: Chosen) => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    try {
      await acts.send(id, file)
      say(t('referral-files.sent', { desk: to }))
      setChosen(null)
    } catch (error) {
      setFailed({ error, name: file.name })
      if (wrongOf(error)) setChosen(null)
    }
    setBusy(false)
  }
  return (
    <div ref={place} tabIndex={-1} className="composer composer-open">
      {failed && <Wrong {...failed} person={referral.origin?.personId} />}
      {chosen ? (
        <>
          <h3>{t('referral-files.chosen')}</h3>
          <p>
            <strong className="wording personal">{chosen.file.name}</strong>{' '}
            {t('referral-files.size', sizeWords(chosen.file.size))}
          </p>
          <p>{t('referral-files.before', { desk: to })}</p>
          {busy && <p role="status">{t('referral-files.sending', { name: chosen.file.name })}</p>}
          <div className="form-actions">
            <Button look="primary" busy={busy} onClick={() => void send(chosen)}>
              {t('referral-files.send')}
            </Button>
            <Button disabled={busy} onClick={() => setChosen(null)}>
              {t('referral-files.not-this')}
            </Button>
          </div>
        </>
      ) : (
        <FileDrop
          reading={null}
          words={{
            drop: t('referral-files.drop'),
            choose: t('referral-files.choose'),
            limits: t('referral-files.limits', { left: files.left }),
            tooLarge: (name) => t('referral-files.wrong.too-large', { name, most }),
          }}
          accept={acceptedEndings(ReferralFileKind.options)}
          most={MOST_FILE_BYTES}
          onFile={choose}
        />
      )}
    </div>
  )
}

/** What is wrong with the file itself: another one has to be chosen. */
function wrongOf(error: unknown): string | undefined {
  if (!(error instanceof CallError)) return undefined
  if (error.code === 'too-large') return 'too-large'
  return error.errors.find(({ code }) => code === 'file-kind' || code === 'file-empty')?.code
}

function Wrong({ error, name, person }: { error: unknown; name: string; person: string | undefined }) {
  const { t } = useText()
  const desk = useDesk()
  const wrong = wrongOf(error)
  if (wrong)
    return (
      <Notice tone="red">
        <p>{t(`referral-files.wrong.${wrong}`, { name, most })}</p>
      </Notice>
    )
  if (!(error instanceof CallError) || error.reason !== 'share-refused') return <Failure error={error} />
  // Some fields of what was sent are covered no longer: which ones is for the page of the person's privacy.
  const why = error.errors.map(({ code }) => t(code === 'scopes' ? 'referrals.move.why.scopes' : `privacy.why.${code}`))
  return (
    <Notice tone="red" title={t('referral-files.uncovered', { name })}>
      <ul>
        {[...new Set(why)].map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {person && (
        <p>
          <Link to="/$desk/persone/$id/privacy" params={{ desk: desk.code, id: person }}>
            {t('referrals.to-privacy')}
          </Link>
        </p>
      )}
    </Notice>
  )
}
