import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { Icon } from './Icon.tsx'
import { useText } from './text.tsx'

type Said = { id: number; words: string; undo?: (() => void) | undefined; bad?: boolean }
type Say = (words: string, more?: { undo?: () => void; bad?: boolean }) => void

const ToastContext = createContext<Say>(() => {})

/** `say('Contatto registrato', { undo })`: what was done, in words, with *Annulla* for ten seconds. */
export const useSay = (): Say => useContext(ToastContext)

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [said, setSaid] = useState<Said[]>([])
  const count = useRef(0)
  const drop = useCallback((id: number) => setSaid((before) => before.filter((one) => one.id !== id)), [])
  const say = useMemo<Say>(
    () => (words, more) => {
      const id = ++count.current
      setSaid((before) => [...before.slice(-2), { id, words, ...more }])
      setTimeout(() => drop(id), 10_000)
    },
    [drop],
  )
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        {said.map((one) => (
          <div key={one.id} className={one.bad ? 'toast toast-bad' : 'toast'}>
            <Icon name={one.bad ? 'danger' : 'check'} small />
            <span>{one.words}</span>
            {one.undo && (
              <button
                type="button"
                onClick={() => {
                  one.undo?.()
                  drop(one.id)
                }}
              >
                {t('ui.undo')}
              </button>
            )}
            <button type="button" aria-label={t('ui.close')} onClick={() => drop(one.id)}>
              <Icon name="close" small />
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
