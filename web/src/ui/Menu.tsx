import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type MenuItem = { label: string; icon?: IconName; run: () => void; chosen?: boolean; disabled?: boolean }

/** A button that opens a list of actions; arrows move, Esc closes and gives the focus back. */
export function Menu(props: {
  name: string
  icon?: IconName
  face?: ReactNode
  items: readonly MenuItem[]
  className?: string
}) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return
    list.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
    const away = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])

  const close = () => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  const move = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') return setOpen(false)
    else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus()
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus()
    else if (event.key === 'Home') items[0]?.focus()
    else if (event.key === 'End') items.at(-1)?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={`menu ${props.className ?? ''}`} ref={root}>
      <button
        type="button"
        className={props.face ? 'menu-face' : 'btn-icon'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={props.name}
        title={props.name}
        onClick={() => setOpen(!open)}
      >
        {props.face ?? <Icon name={props.icon ?? 'more'} />}
      </button>
      {open && (
        <div role="menu" id={id} aria-label={props.name} ref={list} onKeyDown={move} tabIndex={-1}>
          {props.items.map((item) => (
            <button
              type="button"
              role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
              {...(item.chosen !== undefined && { 'aria-checked': item.chosen })}
              aria-disabled={item.disabled || undefined}
              key={item.label}
              tabIndex={-1}
              onClick={() => {
                if (item.disabled) return
                close()
                item.run()
              }}
            >
              {item.icon && <Icon name={item.icon} small />}
              {item.chosen !== undefined &&
                (item.chosen ? <Icon name="check" small /> : <span className="icon icon-small" />)}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
