import { lazy, Suspense, useEffect, useState } from 'react'
import type { FileKind } from '#model/codes/file-kinds.ts'
import type { KeptFile } from '#model/files/contract.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { useText } from '../ui/text.tsx'
import { useFileActs } from './queries.ts'

/** How a kind is shown: what runs nothing by itself, by what the browser has. Other kinds are kept and opened elsewhere. */
const ways: Partial<Record<FileKind, 'picture' | 'text' | 'sound' | 'film' | 'pdf'>> = {
  jpeg: 'picture',
  png: 'picture',
  webp: 'picture',
  txt: 'text',
  m4a: 'sound',
  mp3: 'sound',
  ogg: 'sound',
  wav: 'sound',
  mp4: 'film',
  webm: 'film',
  pdf: 'pdf',
}
export const isShown = (kind: FileKind): boolean => kind in ways

/** What draws a PDF comes only with the first one. */
const PdfShown = lazy(() => import('./PdfShown.tsx').then(({ PdfShown: Shown }) => ({ default: Shown })))

/** Of a longer text, the beginning. */
const LETTERS = 200_000

/** A file over the page; it lies in the memory of the browser while it is shown, and nowhere else. */
export function FilePreview({ caseId, file, onClose }: { caseId: string; file: KeptFile; onClose: () => void }) {
  const { t } = useText()
  const acts = useFileActs(caseId)
  const [shown, setShown] = useState<{ bytes: Blob; address: string; text: string } | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const way = file.kind && ways[file.kind]
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched once, which the register of accesses keeps
  useEffect(() => {
    const left = new AbortController()
    let address = ''
    const fetch = async () => {
      const bytes = await acts.bytes(file.id, left.signal)
      const text = way === 'text' ? (await bytes.text()).slice(0, LETTERS) : ''
      if (left.signal.aborted) return
      address = way === 'text' || way === 'pdf' ? '' : URL.createObjectURL(bytes)
      setShown({ bytes, address, text })
    }
    void fetch().catch((error) => left.signal.aborted || setFailed(error))
    return () => {
      left.abort()
      if (address) URL.revokeObjectURL(address)
    }
  }, [file.id])
  return (
    <Dialog title={t('files.preview')} onClose={onClose} wide>
      <p className="wording personal">{file.name}</p>
      {failed !== null && <Failure error={failed} />}
      {!shown && failed === null && <p role="status">{t('files.opening')}</p>}
      {shown && way === 'picture' && (
        <img className="file-shown personal" src={shown.address} alt={t('files.picture-alt', { name: file.name })} />
      )}
      {shown && way === 'text' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the dialog is scrolled by keyboard
        <pre className="file-text personal" tabIndex={0}>
          {shown.text}
        </pre>
      )}
      {shown && way === 'pdf' && (
        <Suspense fallback={<p role="status">{t('files.opening')}</p>}>
          <PdfShown bytes={shown.bytes} name={file.name} />
        </Suspense>
      )}
      {shown && way === 'sound' && (
        // biome-ignore lint/a11y/useMediaCaption: what somebody recorded has none
        <audio className="file-shown" src={shown.address} controls aria-label={file.name} />
      )}
      {shown && way === 'film' && (
        // biome-ignore lint/a11y/useMediaCaption: what somebody recorded has none
        <video className="file-shown" src={shown.address} controls aria-label={file.name} />
      )}
    </Dialog>
  )
}
