import type { KeyboardEvent } from 'react'
import { allNodes, type BoardOutline } from '@unanimous/room-doc'

export interface BoardKeys {
  readonly isWriting: () => boolean
  readonly selected: () => readonly string[]
  readonly outline: () => BoardOutline
  readonly select: (ids: readonly string[]) => void
  readonly stamp: (kind: 'store' | 'note') => void
  readonly writable: boolean
  /** The interviewer's own: keeps the selection as evidence, strikes the selected component. */
  readonly mark: (() => void) | undefined
  readonly strike: (() => void) | undefined
}

const FAR_PX = 8
/** What the canvas moves a selection by for an arrow key, with Shift and without. */
const OWN_FAR_PX = 5

let isOurs = false

/** Moves by 8 px, with Shift by 1: the canvas's own steps are 5 and 1, so that what hangs on it moves along. */
const nudge = (target: EventTarget, key: string, isFine: boolean): void => {
  const steps = isFine ? [false] : [true, ...Array.from({ length: FAR_PX - OWN_FAR_PX }, () => false)]
  isOurs = true
  for (const shiftKey of steps) target.dispatchEvent(new window.KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }))
  isOurs = false
}

/** The component before or behind the selected one; undefined at the end, where the key leaves the board. */
const neighbour = (keys: BoardKeys, by: 1 | -1): string | undefined => {
  const nodes = allNodes(keys.outline().nodes)
  const at = nodes.findIndex(node => keys.selected().includes(node.id))
  return at < 0 ? nodes.at(by === 1 ? 0 : -1)?.id : nodes[at + by]?.id
}

const plainKeys: Readonly<Record<string, (keys: BoardKeys) => (() => void) | undefined>> = {
  d: keys => (keys.writable ? () => keys.stamp('store') : undefined),
  n: keys => (keys.writable ? () => keys.stamp('note') : undefined),
  e: keys => keys.mark,
  x: keys => keys.strike,
}

const isTyping = (target: EventTarget): boolean => target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]')

const stepOf = ({ key, shiftKey, target }: KeyboardEvent<HTMLElement>, keys: BoardKeys): (() => void) | undefined => {
  if (key !== 'Tab') return keys.writable && keys.selected().length > 0 ? () => nudge(target, key, shiftKey) : undefined
  const next = neighbour(keys, shiftKey ? -1 : 1)
  return next === undefined ? undefined : () => keys.select([next])
}

/** What a key means on the board before the canvas hears it: the board's own tools, steps, and a way from component to component. */
const meaningOf = (event: KeyboardEvent<HTMLElement>, keys: BoardKeys): (() => void) | undefined => {
  const { key, shiftKey } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  // The canvas's own help speaks of much that is not here.
  if (key === '?') return () => undefined
  if (key === 'Tab' || key.startsWith('Arrow')) return stepOf(event, keys)
  return shiftKey ? undefined : plainKeys[key.toLowerCase()]?.(keys)
}

/** Listens before the canvas does. Only on the canvas itself: its bars and panels have keys of their own, but for what a component's panel names beside its buttons. */
export const onBoardKey = (event: KeyboardEvent<HTMLElement>, keys: BoardKeys): void => {
  if (isOurs || event.nativeEvent.isComposing || isTyping(event.target) || keys.isWriting()) return
  if (!(event.target instanceof HTMLElement)) return
  const inPanel = event.target.closest('.node-panel') !== null
  if (!inPanel && event.target.closest('button, .layer-ui__wrapper [role="dialog"]')) return
  const run = inPanel && (event.key === 'Tab' || event.key.startsWith('Arrow')) ? undefined : meaningOf(event, keys)
  if (!run) return
  event.preventDefault()
  event.stopPropagation()
  run()
}
