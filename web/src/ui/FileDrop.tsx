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
  several = false,
  onFile,
}: {
  /** The name of the file that is on its way. */
  reading: string | null
  words: { drop: string; choose: string; limits: string; tooLarge?: (name: string) => string }
  accept: string
  /** Bytes. */
  most: number
  /** More than one at a time. */
  several?: boolean
  onFile: (file: File) => void
}) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [tooBig, setTooBig] = useState<string[]>([])
  const take = (given: FileList | null) => {
    if (!given || given.length === 0 || reading !== null) return
    const files = [...given].slice(0, several ? given.length : 1)
    setTooBig(files.filter(({ size }) => size > most).map(({ name }) => name))
    for (const file of files.filter(({ size }) => size <= most)) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
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
          multiple={several}
          className="visually-hidden"
          aria-label={words.choose}
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files)
            // The same file, mended, may be chosen again.
            event.target.value = ''
          }}
        />
        <Button look="primary" busy={reading !== null} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <small>{words.limits}</small>
      </div>
      {tooBig.map((name) => (
        <Notice key={name} tone="red" title={t('problem.too-large.title')}>
          <p>{words.tooLarge?.(name) ?? t('import.error.too-large', { most: most / 1024 / 1024 })}</p>
        </Notice>
      ))}
    </>
  )
}
