import type { KeyboardEvent, ReactNode } from 'react'
import { cx } from './class-names.ts'

export interface Tab<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly disabled?: boolean
}

interface TabsProps<Value extends string> {
  readonly label: string
  /** Prefix of the ids that tie a tab to its panel; unique on the page. */
  readonly id: string
  readonly value: Value
  readonly tabs: readonly Tab<Value>[]
  readonly onChange: (value: Value) => void
  /** File names over the editor are code. */
  readonly mono?: boolean
}

const step: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A row of tabs; arrows move and choose, Tab leaves for the panel. Pair it with `TabPanel`. */
export const Tabs = <Value extends string>({ label, id, value, tabs, onChange, mono }: TabsProps<Value>) => {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const open = tabs.filter((tab) => !tab.disabled)
    const to = step[event.key]?.(open.findIndex((tab) => tab.value === value), open.length)
    const next = to === undefined ? undefined : open[to]
    if (!next) return
    event.preventDefault()
    onChange(next.value)
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${CSS.escape(next.value)}"]`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className={cx('tabs', mono && 'mono')} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}-tab-${tab.value}`}
          data-value={tab.value}
          aria-selected={tab.value === value}
          aria-controls={tab.value === value ? `${id}-panel` : undefined}
          tabIndex={tab.value === value ? 0 : -1}
          disabled={tab.disabled}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}

interface TabPanelProps {
  readonly id: string
  readonly value: string
  readonly children: ReactNode
}

/** What the chosen tab of the same `id` shows. */
export const TabPanel = ({ id, value, children }: TabPanelProps) => (
  <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${value}`} tabIndex={0}>
    {children}
  </div>
)
