import { AnnotationMode, getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist'
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { trusted } from './trusted-address.ts'

/** A page is drawn no wider than this, in pixels, however large it says it is. */
const WIDEST = 1_600
/** A picture in a PDF that would take more pixels is left out. */
const MOST_PIXELS = 40_000_000

/**
 * A PDF, page by page, drawn as a picture: the page that is looked at and no other. What a PDF may bring along (scripts, forms,
 * links, files) is not even read; it is worked out in a worker of our own origin, without eval and without WebAssembly.
 */
export function PdfShown({ bytes, name }: { bytes: Blob; name: string }) {
  const { t } = useText()
  const [file, setFile] = useState<PDFDocumentProxy | null>(null)
  const [no, setNo] = useState(1)
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    let left = false
    const port = new Worker(trusted(workerAddress), { type: 'module' })
    const worker = PDFWorker.create({ port })
    const open = async () => {
      const data = new Uint8Array(await bytes.arrayBuffer())
      const opened = await getDocument({ data, worker, useWasm: false, enableXfa: false, maxImageSize: MOST_PIXELS })
        .promise
      if (!left) setFile(opened)
    }
    void open().catch(() => left || setBroken(true))
    return () => {
      left = true
      worker.destroy()
      port.terminate()
    }
  }, [bytes])
  const count = file?.numPages ?? 0
  const turn = (by: number) => setNo((now) => Math.min(Math.max(now + by, 1), count))
  const keys = (event: KeyboardEvent) => {
    const by = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 }[event.key]
    if (!by || !file) return
    event.preventDefault()
    turn(by)
  }
  if (isBroken)
    return (
      <Notice tone="amber">
        <p>{t('files.pdf-broken')}</p>
      </Notice>
    )
  if (!file) return <p role="status">{t('files.opening')}</p>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same
    <div className="pdf-shown" onKeyDown={keys}>
      {/* Never taken away under the keyboard: at the end they only do nothing. */}
      <div className="inline">
        <Button small aria-disabled={no === 1 || undefined} onClick={() => turn(-1)}>
          {t('files.pdf-before')}
        </Button>
        <span role="status">{t('files.pdf-page', { no, count })}</span>
        <Button small aria-disabled={no === count || undefined} onClick={() => turn(1)}>
          {t('files.pdf-next')}
        </Button>
      </div>
      <PdfPage file={file} no={no} name={name} broken={() => setBroken(true)} />
    </div>
  )
}

type PageProps = { file: PDFDocumentProxy; no: number; name: string; broken: () => void }

/** The page at hand, and its words for who does not see it. */
function PdfPage({ file, no, name, broken }: PageProps) {
  const { t } = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [words, setWords] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done with a failure does not draw the page anew
  useEffect(() => {
    let left = false
    let stop = () => {}
    const draw = async () => {
      const page = await file.getPage(no)
      const { width } = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: Math.min(2, WIDEST / width) })
      if (left || !canvas.current) return
      canvas.current.width = Math.floor(viewport.width)
      canvas.current.height = Math.min(Math.floor(viewport.height), WIDEST * 4)
      const task = page.render({ canvas: canvas.current, viewport, annotationMode: AnnotationMode.DISABLE })
      stop = () => task.cancel()
      await task.promise
      const { items } = await page.getTextContent()
      if (!left) setWords(items.map((item) => ('str' in item ? item.str : '')).join(' '))
      page.cleanup()
    }
    setWords('')
    void draw().catch(() => left || broken())
    return () => {
      left = true
      stop()
    }
  }, [file, no])
  return (
    <>
      <canvas
        ref={canvas}
        className="file-shown personal"
        role="img"
        aria-label={t('files.pdf-alt', { name, no })}
        tabIndex={-1}
      />
      <p className="visually-hidden">{words}</p>
    </>
  )
}
