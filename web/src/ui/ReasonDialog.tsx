import { type ReactNode, useState } from 'react'
import { FormDialog } from './FormDialog.tsx'
import { AreaField } from './TextField.tsx'

type Props = {
  title: string
  /** What will happen, said before. */
  before: string
  /** What is asked for in words; nothing, if it is not said. */
  label?: string
  /** Said where a reason is needed and none was written. */
  needed?: string | undefined
  action: string
  /** `false`: something is missing still, and the dialog stays. */
  run: (words: string) => Promise<unknown>
  onClose: () => void
  children?: ReactNode
}

/** Says what follows, asks for a reason where one is wanted, and does it. */
export function ReasonDialog({ title, before, label, needed, action, run, onClose, children }: Props) {
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = async () => {
    const isMissing = needed !== undefined && words.trim().length < 3
    setWrong(isMissing)
    return isMissing ? false : run(words.trim())
  }
  return (
    <FormDialog title={title} action={action} run={submit} onClose={onClose}>
      <p>{before}</p>
      {children}
      {label !== undefined && (
        <AreaField
          id="words"
          label={label}
          optional={needed === undefined}
          value={words}
          onChange={(next) => {
            setWrong(false)
            setWords(next)
          }}
          error={wrong ? needed : undefined}
          maxLength={1_000}
          personal
        />
      )}
    </FormDialog>
  )
}
