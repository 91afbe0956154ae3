import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  look?: 'primary' | 'outline' | 'plain' | 'danger'
  small?: boolean
  icon?: IconName
  /** While it works the button stays where it is and says so. */
  busy?: boolean
  children?: ReactNode
}

export function Button({ look = 'outline', small, icon, busy, children, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      className={`btn btn-${look}${small ? ' btn-small' : ''}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      disabled={disabled}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  )
}

/** An icon alone, named for those who do not see it. */
export function IconButton({
  name,
  icon,
  ...rest
}: { name: string; icon: IconName } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" className="btn-icon" aria-label={name} title={name} {...rest}>
      <Icon name={icon} />
    </button>
  )
}
