import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { ariaKeys, Kbd } from './kbd.tsx'

export type ButtonVariant = 'default' | 'primary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg' | 'xl'

interface Look {
  /** One primary per view. `danger` is a destructive confirm, and filing a strong no. */
  readonly variant?: ButtonVariant | undefined
  readonly size?: ButtonSize | undefined
  readonly wide?: boolean | undefined
}

const variants: Record<ButtonVariant, string> = { default: '', primary: 'pri', ghost: 'ghost', danger: 'danger' }

/** The class of a button, for what must be another element. */
export const buttonClass = ({ variant = 'default', size = 'md', wide }: Look, extra?: string): string =>
  cx('btn', variants[variant], size !== 'md' && size, wide && 'wide', extra)

interface Content {
  readonly icon?: ReactNode
  /** The binding that does the same, in tinykeys' grammar. Shown as caps and told to screen readers. */
  readonly keys?: string | undefined
}

export interface ButtonProps extends Look, Content, Omit<ComponentProps<'button'>, 'className'> {
  /** Keeps its place and its focus, shows that it works, and refuses another press. */
  readonly busy?: boolean | undefined
  readonly className?: string | undefined
}

export const Button = ({ variant, size, wide, icon, keys, busy, className, children, onClick, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={buttonClass({ variant, size, wide }, className)}
    aria-keyshortcuts={keys && ariaKeys(keys)}
    aria-busy={busy || undefined}
    aria-disabled={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : onClick}
  >
    {busy ? <LoaderCircle className="spin" /> : icon}
    {children}
    {keys && <Kbd keys={keys} />}
  </button>
)

export interface LinkButtonProps extends Look, Content, Omit<ComponentProps<'a'>, 'className'> {
  readonly href: string
  readonly className?: string | undefined
}

/** Looks like a button, goes somewhere. */
export const LinkButton = ({ variant, size, wide, icon, keys, className, children, ...rest }: LinkButtonProps) => (
  <a {...rest} className={buttonClass({ variant, size, wide }, className)} aria-keyshortcuts={keys && ariaKeys(keys)}>
    {icon}
    {children}
    {keys && <Kbd keys={keys} />}
  </a>
)

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'aria-label' | 'wide'> {
  /** What it does, in words: its accessible name and its tooltip. */
  readonly label: string
  /** Round is for the controls that lie over a picture. */
  readonly round?: boolean
}

export const IconButton = ({ label, round, className, keys, ...rest }: IconButtonProps) => (
  <Button
    {...rest}
    className={cx(round ? 'round' : 'sq', className)}
    aria-label={label}
    aria-keyshortcuts={keys && ariaKeys(keys)}
    title={label}
  />
)
