import { useEffect, useRef, useState } from 'react'
import { Dialog } from './Dialog.tsx'
import { useText } from './text.tsx'

/** `key`: one letter, `mod+k` for Ctrl or Cmd, or a named key (`F2`, `ArrowLeft`). Letters and arrows are deaf while something is typed. */
export type Key = { key: string; says: string; run: () => void }

const heard = new Set<{ current: readonly Key[] }>()
const offKey = 'varco.keys-off'

const keysOff = () => localStorage.getItem(offKey) === 'yes'

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button])'))
  )
}

function onKey(event: KeyboardEvent): void {
  if (event.altKey || event.isComposing) return
  const mod = event.ctrlKey || event.metaKey
  const name = mod ? `mod+${event.key.toLowerCase()}` : event.key
  const isArrow = event.key.startsWith('Arrow')
  if (isArrow && (event.defaultPrevented || (event.target as Element | null)?.closest('input, [role=menu]'))) return
  const bare = !mod && (event.key.length === 1 || isArrow)
  if (bare && (isTyping(event.target) || keysOff() || document.querySelector('dialog[open]'))) return
  for (const keys of [...heard].reverse()) {
    const found = keys.current.find((one) => one.key === name)
    if (!found) continue
    event.preventDefault()
    found.run()
    return
  }
}

/** Keys that work while the piece is on the screen; `?` lists them. */
export function useKeys(keys: readonly Key[]): void {
  const ref = useRef(keys)
  ref.current = keys
  useEffect(() => {
    if (heard.size === 0) document.addEventListener('keydown', onKey)
    heard.add(ref)
    return () => {
      heard.delete(ref)
      if (heard.size === 0) document.removeEventListener('keydown', onKey)
    }
  }, [])
}

/** The list of keys of this page, under `?`. */
export function KeyHelp() {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [off, setOff] = useState(keysOff)
  useKeys([{ key: '?', says: t('keys.help'), run: () => setOpen(true) }])
  if (!open) return null
  const all = [...heard].flatMap((one) => one.current)
  return (
    <Dialog title={t('keys.title')} onClose={() => setOpen(false)}>
      <dl className="keys">
        {all.map((one) => (
          <div key={one.key}>
            <dt>
              <kbd>{one.key.replace('mod+', 'Ctrl ').replace(' k', ' K')}</kbd>
            </dt>
            <dd>{one.says}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{t('keys.escape')}</dd>
        </div>
      </dl>
      <label className="switch">
        <input
          type="checkbox"
          checked={!off}
          onChange={() => {
            localStorage.setItem(offKey, off ? 'no' : 'yes')
            setOff(!off)
          }}
        />
        {t('keys.letters-on')}
      </label>
    </Dialog>
  )
}
