import { CircleAlert, CircleCheck } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { cx } from './class-names.ts'
import { Kbd } from './kbd.tsx'

export interface Toast {
  readonly id: number
  readonly text: ReactNode
  readonly about?: ReactNode
  readonly tone: 'done' | 'bad'
  readonly icon?: ReactNode
  readonly action?: { readonly label: string; readonly onPress: () => void; readonly keys?: string }
}

/** How long a toast with an undo stays: long enough to read it and change one's mind. */
export const TOAST_MS = 8_000

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()
const change = (next: readonly Toast[]) => {
  toasts = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Says that something was done, or was not, for 8 s. Never used over the code in a live round. At most three stand at once. */
export const toast = (text: ReactNode, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number => {
  last += 1
  change([...toasts, { id: last, text, tone: 'done', ...options } as const].slice(-3))
  return last
}

/** Takes a toast away before its time. */
export const dismissToast = (id: number): void => change(toasts.filter((each) => each.id !== id))

/** Presses the action of the newest toast that has one, as `⌘ Z` does. */
export const pressNewestToast = (): void => {
  const newest = toasts.findLast((each) => each.action)
  if (!newest?.action) return
  dismissToast(newest.id)
  newest.action.onPress()
}

/** Where toasts appear. One per page, at the end of the body. */
export const Toasts = () => {
  const { t } = useLingui()
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className="toasts" role="region" aria-label={t`Messages`} aria-live="polite">
      {shown.map((each) => (
        <ToastRow key={each.id} toast={each} />
      ))}
    </div>
  )
}

const ToastRow = ({ toast: { id, text, about, tone, icon, action } }: { readonly toast: Toast }) => {
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(id), TOAST_MS)
    return () => clearTimeout(timer)
  }, [id])
  return (
    <ToastCard tone={tone} icon={icon} text={text} about={about}>
      {action && (
        <button
          type="button"
          onClick={() => {
            dismissToast(id)
            action.onPress()
          }}
        >
          {action.label}
          {action.keys && <Kbd keys={action.keys} />}
        </button>
      )}
    </ToastCard>
  )
}

interface ToastCardProps extends Pick<Toast, 'text' | 'about' | 'tone' | 'icon'> {
  readonly children?: ReactNode
}

/** The look of a toast, for where one stands in a page. */
export const ToastCard = ({ tone, icon, text, about, children }: ToastCardProps) => (
  <div className={cx('toast', tone === 'bad' && 'bad')}>
    {icon ?? (tone === 'bad' ? <CircleAlert /> : <CircleCheck />)}
    <div>
      {about ? <b>{text}</b> : text}
      {about && <p className="sm dim">{about}</p>}
    </div>
    <span className="sp" />
    {children}
  </div>
)
