import { useEffect, useRef, useState } from 'react'
import type { KeptFile } from '#model/files/contract.ts'
import { holdsBytes } from '#model/files/rules.ts'
import { Card } from '../ui/Page.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { CustodyCard } from './CustodyCard.tsx'
import { FileLine } from './FileLine.tsx'
import { FilePreview } from './FilePreview.tsx'
import { useFileActs } from './queries.ts'

/** Everything that is or was kept, the newest first. */
export function FileList({ caseId, files }: { caseId: string; files: readonly KeptFile[] }) {
  const { t } = useText()
  const say = useSay()
  const acts = useFileActs(caseId)
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<{ what: 'show' | 'take-back'; id: string } | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const [gone, setGone] = useState(false)
  useEffect(() => {
    // Its button went with the file: the keyboard goes on in the list.
    if (!gone || open) return
    list.current?.focus()
    setGone(false)
  }, [gone, open])
  const file = files.find(({ id }) => id === open?.id)
  const ofTold = files.find(({ id }) => id === told)
  return (
    <>
      <Card title={t('files.list')} count={files.filter(({ state }) => holdsBytes(state)).length}>
        {files.length === 0 && <p className="quiet">{t('files.none')}</p>}
        <ul className="lines" ref={list} tabIndex={-1} aria-label={t('files.list')}>
          {files.map((each) => (
            <FileLine
              key={each.id}
              caseId={caseId}
              file={each}
              isTold={told === each.id}
              open={(what) =>
                what === 'custody' ? setTold(told === each.id ? null : each.id) : setOpen({ what, id: each.id })
              }
            />
          ))}
        </ul>
      </Card>
      {ofTold && <CustodyCard key={ofTold.id} caseId={caseId} file={ofTold} />}
      {open?.what === 'show' && file && <FilePreview caseId={caseId} file={file} onClose={() => setOpen(null)} />}
      {open?.what === 'take-back' && file && (
        <ReasonDialog
          title={t('files.take-back-title')}
          before={t('files.take-back-before')}
          label={t('files.take-back-why')}
          needed={t('files.take-back-needed')}
          action={t('files.take-back')}
          onClose={() => setOpen(null)}
          run={async (reason) => {
            await acts.takeBack(file.id, reason)
            setGone(true)
            say(t('files.taken-back'))
          }}
        />
      )}
    </>
  )
}
