import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sizeWords } from '#model/codes/file-kinds.ts'
import { meetsIn } from '#model/referrals/appointments.ts'
import type { ReferralFile, ReferralFiles as Shown } from '#model/referrals/contract-files.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'

import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { filesQuery, useFileActs } from './file-queries.ts'
import { SendFile } from './SendFile.tsx'

/** The files that the two desks sent each other, and the next one. Nothing before a yes, nor where no desk receives. */
export function ReferralFiles({ referral }: { referral: Referral }) {
  const { t } = useText()
  const desk = useDesk()
  const meets = meetsIn(referral.state)
  const wasMet = ['done', 'interrupted', 'withdrawn'].includes(referral.state)
  const byLink = referral.toDesk.code === ''
  const { data } = useQuery({ ...filesQuery(desk.code, referral.id), enabled: !byLink && (meets || wasMet) })
  if (byLink || !data || (data.rows.length === 0 && !meets)) return null
  const may = data.can.includes('send')
  return (
    <Card title={t('referral-files.title')} {...(data.rows.length > 0 && { count: data.rows.length })}>
      {data.rows.length === 0 && <p className="quiet">{t(`referral-files.${may ? 'none' : 'none-sent'}`)}</p>}
      <Lines referral={referral.id} files={data} />
      {may && <SendFile referral={referral} files={data} />}
      {meets && data.left === 0 && <p className="quiet">{t('referral-files.full')}</p>}
    </Card>
  )
}

function Lines({ referral, files }: { referral: string; files: Shown }) {
  const { t } = useText()
  const say = useSay()
  const acts = useFileActs(referral)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const takeBack = async (id: string) => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    await acts
      .takeBack(id)
      .then(() => say(t('referral-files.taken-back')))
      .catch(setFailed)
    setBusy(false)
  }
  return (
    <>
      <ul className="lines">
        {files.rows.map((file) => (
          <li key={file.id}>
            <About file={file} to={files.to.name} />
            {file.can.includes('fetch') && (
              <a
                className="btn btn-outline btn-small"
                href={acts.address(file.id)}
                download={file.name}
                aria-label={t('referral-files.fetch-this', { name: file.name })}
              >
                <Icon name="download" small />
                {t('referral-files.fetch')}
              </a>
            )}
            {file.can.includes('take-back') && (
              <Button
                small
                busy={busy}
                aria-label={t('referral-files.take-this-back', { name: file.name })}
                onClick={() => void takeBack(file.id)}
              >
                {t('referral-files.take-back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {failed !== null && <Failure error={failed} />}
    </>
  )
}

/** What it is called, how large, from whom and when, and whether the other desk has it. */
function About({ file: { name, size, at, desk, by, state }, to }: { file: ReferralFile; to: string }) {
  const { t, lang } = useText()
  const who = useWho()
  const beside = [t('referral-files.size', sizeWords(size)), shortInstant(at, lang), desk.name, by && who(by)]
  return (
    <div>
      <strong className={name ? 'wording personal' : 'quiet'}>{name || t('referral-files.erased')}</strong>
      <small>{beside.filter(Boolean).join(' · ')}</small>
      {state !== 'arrived' && <small>{t(`referral-files.${state}`, { desk: to })}</small>}
    </div>
  )
}
