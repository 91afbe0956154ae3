import { type DragEvent, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { Notice } from './Chip.tsx'
import { Icon } from './Icon.tsx'
import { useText } from './text.tsx'

/** A place to drop a file on, or to choose one; too large a one is told before it is sent. */
export function FileDrop({
  reading,
  words,
  accept,
  most,
  onFile,
}: {
  /** The name of the file that is on its way. */
  reading: string | null
  words: { drop: string; choose: string; limits: string; tooLarge?: (name: string) => string }
  accept: string
  /** Bytes. */
  most: number
  onFile: (file: File) => void
}) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [tooBig, setTooBig] = useState<string | null>(null)
  const take = (file: File | undefined) => {
    if (!file || reading !== null) return
    setTooBig(file.size > most ? file.name : null)
    if (file.size <= most) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same */}
      <div
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="import" />
        <p>{reading === null ? words.drop : t('import.reading', { file: reading })}</p>
        <input
          ref={input}
          type="file"
          accept={accept}
          className="visually-hidden"
          aria-label={words.choose}
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files?.[0])
            // The same file, mended, may be chosen again.
            event.target.value = ''
          }}
        />
        <Button look="primary" busy={reading !== null} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <small>{words.limits}</small>
      </div>
      {tooBig !== null && (
        <Notice tone="red" title={t('problem.too-large.title')}>
          <p>{words.tooLarge?.(tooBig) ?? t('import.error.too-large', { most: most / 1024 / 1024 })}</p>
        </Notice>
      )}
    </>
  )
}
