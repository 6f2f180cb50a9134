import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react'
import { cx } from './class-names.ts'
import { placeBeside } from './floating.ts'
import { Kbd } from './kbd.tsx'

export interface MenuItem {
  readonly label: string
  readonly onPress: () => void
  readonly icon?: ReactNode
  readonly keys?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Present on one of several: the list is then a choice. */
  readonly checked?: boolean
  /** A line above it. */
  readonly apart?: boolean
}

interface MenuProps {
  /** The button's content; its look comes from `className`, usually `buttonClass(…)`. */
  readonly trigger: ReactNode
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
  readonly className?: string
}

const focusable = '[role^="menuitem"]:not([aria-disabled="true"])'

const moveFocus = (list: HTMLElement, event: KeyboardEvent) => {
  const items = [...list.querySelectorAll<HTMLElement>(focusable)]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const typed = /^[^ ]$/.test(event.key) && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : undefined
  const next =
    event.key === 'ArrowDown' ? items[(at + 1) % items.length]
    : event.key === 'ArrowUp' ? items[(at - 1 + items.length) % items.length]
    : event.key === 'Home' ? items[0]
    : event.key === 'End' ? items.at(-1)
    : typed ? [...items.slice(at + 1), ...items].find((item) => item.textContent?.trim().toLowerCase().startsWith(typed))
    : undefined
  if (!next) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}

/** A button with a list of acts. Arrows, Home, End and first letters move; Escape or a press outside closes it. */
export const Menu = ({ trigger, label, items, align = 'start', className = 'btn ghost' }: MenuProps) => {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const settle = () => {
    const box = list.current
    if (!box || !button.current || box.contains(document.activeElement)) return
    const { top, left } = placeBeside(button.current.getBoundingClientRect(), box.getBoundingClientRect(), align)
    box.style.top = `${top}px`
    box.style.left = `${left}px`
    box.querySelector<HTMLElement>(focusable)?.focus()
  }
  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    setOpen(event.newState === 'open')
    if (event.newState === 'open') settle()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return
          event.preventDefault()
          list.current?.showPopover()
          // The toggle event comes a task later, and the next key may come before it.
          settle()
        }}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onToggle={onToggle}
        onKeyDown={(event) => {
          if (event.key === 'Tab') list.current?.hidePopover()
          else moveFocus(event.currentTarget, event)
        }}
      >
        {items.map((item) => (
          <MenuRow key={item.label} item={item} close={() => list.current?.hidePopover()} />
        ))}
      </div>
    </>
  )
}

const MenuRow = ({ item, close }: { readonly item: MenuItem; readonly close: () => void }) => (
  <>
    {item.apart && <hr />}
    <button
      type="button"
      tabIndex={-1}
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.checked}
      aria-disabled={item.disabled || undefined}
      className={cx(item.danger && 'danger')}
      onClick={() => {
        if (item.disabled) return
        close()
        item.onPress()
      }}
    >
      {item.icon}
      {item.label}
      <span className="sp" />
      {item.checked && <span aria-hidden="true">✓</span>}
      {item.keys && <Kbd keys={item.keys} />}
    </button>
  </>
)
