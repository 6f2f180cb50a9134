import type { BoardElement, Scene } from '../index.ts'
import { keyBetween } from './order-keys.ts'

/** Random numbers that a seed decides. */
export const seeded = (seed: number) => {
  let state = (seed + 1) * 0x9e3779b9
  return (): number => {
    state = Math.imul(state ^ (state >>> 15), state | 1)
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61)
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32
  }
}

let nonces = 1

export const box = (id: string, more: Partial<BoardElement> = {}): BoardElement => ({
  id, type: 'rectangle', x: 10, y: 20, width: 120, height: 60, angle: 0, index: null, version: 1, versionNonce: nonces++, seed: 7,
  isDeleted: false, groupIds: [], boundElements: null, strokeColor: '#1e1e1e', backgroundColor: 'transparent', fillStyle: 'solid',
  strokeWidth: 2, strokeStyle: 'solid', roughness: 1, opacity: 100, roundness: null, frameId: null, locked: false, ...more,
})

/** A canvas as far as the binding sees one: changes objects in place, gives new ones the place on top, keeps what is in the hand. */
export class Canvas implements Scene {
  #elements: BoardElement[]
  #held = new Set<string>()
  onChange: () => void = () => undefined

  constructor(elements: readonly BoardElement[]) {
    this.#elements = elements.map(element => ({ ...element }))
  }

  elements(): readonly BoardElement[] {
    return this.#elements
  }

  held(): ReadonlySet<string> {
    return this.#held
  }

  show(elements: readonly BoardElement[]): void {
    this.#elements = [...elements]
    this.onChange()
  }

  get(id: string): BoardElement | undefined {
    return this.#elements.find(element => element.id === id)
  }

  add(element: BoardElement): BoardElement {
    const made = { ...element, index: keyBetween(this.#elements.at(-1)?.index ?? undefined, undefined) }
    this.#elements = [...this.#elements, made]
    this.onChange()
    return made
  }

  /** Begins to draw something. */
  take(element: BoardElement): BoardElement {
    this.hold(element.id)
    return this.add(element)
  }

  hold(id: string): void {
    this.#held.add(id)
  }

  letGo(): void {
    this.#held = new Set()
    this.onChange()
  }

  change(id: string, change: Partial<BoardElement>): void {
    const element = this.get(id)
    if (!element) return
    Object.assign(element, change, { version: element.version + 1, versionNonce: nonces++ })
    this.onChange()
  }

  /** To the front. */
  raise(id: string): void {
    const last = this.#elements.at(-1)
    if (!last || last.id === id) return
    this.#elements = [...this.#elements.filter(element => element.id !== id), ...this.#elements.filter(element => element.id === id)]
    this.change(id, { index: keyBetween(last.index ?? undefined, undefined) })
  }
}
