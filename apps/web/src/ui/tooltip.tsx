import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { placeBeside } from './floating.ts'

interface TooltipProps {
  /** Adds precision, never meaning: what a person must know stands on the page. */
  readonly text: ReactNode
  /** Gets the id to put in `aria-describedby` of the one element inside. */
  readonly children: (describedBy: string | undefined) => ReactNode
}

/** Shows a line on focus, or after 400 ms under the pointer. Escape hides it, and it may itself be pointed at. */
export const Tooltip = ({ text, children }: TooltipProps) => {
  const id = useId()
  const [shown, setShown] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const later = (show: boolean, ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setShown(show), ms)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const box = tip.current
    const at = anchor.current?.firstElementChild ?? anchor.current
    if (!shown || !box || !at) return
    box.showPopover()
    const { top, left } = placeBeside(at.getBoundingClientRect(), box.getBoundingClientRect(), 'centre')
    box.style.top = `${top}px`
    box.style.left = `${left}px`
    const hide = (event: globalThis.KeyboardEvent) => event.key === 'Escape' && setShown(false)
    document.addEventListener('keydown', hide, true)
    return () => document.removeEventListener('keydown', hide, true)
  }, [shown])
  return (
    <span
      ref={anchor}
      onPointerEnter={() => later(true, 400)}
      onPointerLeave={() => later(false, 120)}
      onFocus={() => later(true, 0)}
      onBlur={() => later(false, 0)}
    >
      {children(shown ? id : undefined)}
      {shown && (
        <div ref={tip} id={id} role="tooltip" popover="manual" className="tip">
          {text}
        </div>
      )}
    </span>
  )
}
