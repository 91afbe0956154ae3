import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { Menu, type MenuItem } from './Menu.tsx'
import { useText } from './text.tsx'

let firstPage = true

type Props = {
  title: ReactNode
  /** What the browser's tab says: never a name. */
  tab: string
  chips?: ReactNode
  /** The one primary action; on a phone it stands at the thumb. */
  action?: ReactNode
  menu?: readonly MenuItem[]
  facts?: readonly Fact[]
  aside?: ReactNode
  wide?: boolean
  children: ReactNode
}

export type Fact = { label: string; value: ReactNode }

/** A page: one h1, its state, one action; a strip of facts; main column and aside. Takes the focus when it is entered. */
export function Page({ title, tab, chips, action, menu, facts, aside, wide, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    document.title = `${tab} · Varco`
  }, [tab])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the reason to take the focus
  useEffect(() => {
    if (!firstPage && !document.activeElement?.closest('form, dialog, .card-asked'))
      heading.current?.focus({ preventScroll: true })
    firstPage = false
  }, [pathname])
  return (
    <div
      className={`page${aside ? ' page-with-aside' : ''}${wide ? ' page-wide' : ''}${action ? ' page-with-action' : ''}`}
    >
      <div className="title-row">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {chips}
        {(action || menu?.length) && (
          <div className="title-actions">
            {action && <div className="title-action">{action}</div>}
            {menu && menu.length > 0 && <MoreMenu items={menu} />}
          </div>
        )}
      </div>
      {facts && facts.length > 0 && <Strip facts={facts} />}
      <div className="page-body">
        <div className="page-main">{children}</div>
        {aside && <aside className="page-aside">{aside}</aside>}
      </div>
    </div>
  )
}

function MoreMenu({ items }: { items: readonly MenuItem[] }) {
  const { t } = useText()
  return <Menu name={t('ui.more')} icon="more" items={items} />
}

/** A strip of facts under the title. */
export function Strip({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="strip">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

type CardProps = {
  title?: string
  count?: ReactNode
  action?: ReactNode
  children: ReactNode
  /** Its name in the address (`#cancellazione`): whoever is led there finds it marked, in sight and with the focus. */
  id?: string
}

/** A block with a heading of its own. */
export function Card({ title, count, action, children, id }: CardProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isAsked = useLocation({ select: ({ hash }) => id !== undefined && hash === id })
  useEffect(() => {
    const asked = isAsked ? heading.current : null
    const page = asked?.closest('.page-main')
    if (!asked || !page) return
    asked.focus({ preventScroll: true })
    // What still comes in above would push it out of sight, until somebody moves on.
    const grown = new ResizeObserver(() => asked.scrollIntoView())
    grown.observe(page)
    const moves = ['wheel', 'pointerdown', 'keydown'] as const
    const stop = () => {
      grown.disconnect()
      for (const move of moves) removeEventListener(move, stop)
    }
    for (const move of moves) addEventListener(move, stop, { passive: true })
    return stop
  }, [isAsked])
  return (
    <section className={`card${isAsked ? ' card-asked' : ''}`} {...(title && { 'aria-label': title })} id={id}>
      {title && (
        <div className="card-head">
          <h2 ref={heading} {...(isAsked && { tabIndex: -1 })}>
            {title}
            {count !== undefined && <span className="count">{count}</span>}
          </h2>
          {action}
        </div>
      )}
      {children}
    </section>
  )
}

export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  )
}

/** Grey bars in the place of what is still coming. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  const { t } = useText()
  return (
    <div className="skeleton" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no other identity
        <span key={row} />
      ))}
    </div>
  )
}
