import { useEffect, useRef, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useSettled } from '../ui/settled.ts'
import { useText } from '../ui/text.tsx'

/** Words that are looked for in the directory, said once nothing more is typed. */
export function WordsBox({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useText()
  const [text, setText] = useState(words)
  const settled = useSettled(text.trim(), 250)
  const tell = useRef(onChange)
  tell.current = onChange
  const said = useRef(words)
  useEffect(() => {
    if (settled !== said.current) tell.current(settled)
    said.current = settled
  }, [settled])
  return (
    <div className="search-box">
      <Icon name="search" small />
      <input
        className="input"
        type="search"
        aria-label={t('network.find')}
        placeholder={t('network.find-hint')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  )
}
