import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type Tone = 'plain' | 'blue' | 'green' | 'amber' | 'red'

/** A state in an icon and a word: never colour alone. */
export function Chip({ icon, tone = 'plain', children }: { icon?: IconName; tone?: Tone; children: ReactNode }) {
  return (
    <span className={`chip chip-${tone}`}>
      {icon && <Icon name={icon} small />}
      {children}
    </span>
  )
}

/** A message in the page: what happened, what is safe, what to do. */
export function Notice(props: {
  tone?: 'info' | 'good' | 'amber' | 'red'
  title?: string
  children?: ReactNode
  action?: ReactNode
}) {
  const { tone = 'info' } = props
  const icon: IconName = tone === 'good' ? 'check' : tone === 'info' ? 'info' : tone === 'amber' ? 'warning' : 'danger'
  return (
    <div className={`notice notice-${tone}`} role={tone === 'red' ? 'alert' : tone === 'good' ? 'status' : undefined}>
      <Icon name={icon} />
      <div>
        {props.title && <strong>{props.title}</strong>}
        {props.children}
      </div>
      {props.action}
    </div>
  )
}
