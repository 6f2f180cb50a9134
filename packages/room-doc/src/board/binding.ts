import type * as Y from 'yjs'
import { readBoardMap } from './board.ts'
import type { BoardElement, StoredElement } from './element.ts'
import { boardLimits } from './limits.ts'
import { isNewer, mergeElements, type Stamp } from './merge.ts'
import { settleOrder } from './order.ts'
import { readElement, storeElement } from './stored.ts'

/** The canvas that a board is bound to. */
export interface Scene {
  /** Everything on the canvas, deleted things too, in any order. */
  elements(): readonly BoardElement[]
  /** Draws these in place of all that is there, without a step for anybody's undo. */
  show(elements: readonly BoardElement[]): void
  /** What is in somebody's hand here (being drawn, resized or typed into) and must not change under it. */
  held(): ReadonlySet<string>
}

export interface BindingNeeds {
  readonly map: Y.Map<StoredElement>
  readonly scene: Scene
  /** Runs once after a while; gives how to call it off. */
  readonly later: (run: () => void, ms: number) => () => void
  /** The board is full: what was drawn last stays on this page only. */
  readonly onFull?: () => void
}

/** Between two writes. The first change after a rest goes out at once; what follows on its heels waits for the end of this. */
const WRITE_EVERY_MS = 50

const stampOf = ({ version, versionNonce }: BoardElement): Stamp => ({ version, versionNonce })

/** A click that has not become anything yet. */
const isNothing = ({ type, width, height, isDeleted }: BoardElement): boolean => type !== 'text' && width === 0 && height === 0 && !isDeleted

/**
 * Keeps a canvas and a shared board alike. Whoever has the newest state of an element writes it, however the document itself
 * settled two writes at once, so all pages come to the same elements and then nothing is written any more.
 */
export class BoardBinding {
  readonly #needs: BindingNeeds
  /** The state of each element in the document. Noted before anything is merged: merging may mend elements, and what was mended must go out. */
  readonly #seen = new Map<string, Stamp>()
  /** What came in for an element that was in somebody's hand. */
  readonly #postponed = new Set<string>()
  /** Calls the rest after a write off. */
  #resting: (() => void) | undefined

  constructor(needs: BindingNeeds) {
    this.#needs = needs
    needs.map.observe(this.#changed)
    // Also what came in since the canvas was given its first elements.
    this.#take(this.#read(needs.map.keys()))
  }

  /** The canvas changed, or something was let go. Cheap when nothing has. */
  touched(): void {
    this.#catchUp()
    if (this.#resting === undefined) this.flush()
  }

  /** Writes what is newer here than in the document. */
  flush(): void {
    this.#resting?.()
    this.#resting = undefined
    const { map, later } = this.#needs
    const unwritten = this.#unwritten()
    if (unwritten.length === 0) return
    this.#resting = later(() => this.flush(), WRITE_EVERY_MS)
    map.doc?.transact(() => {
      for (const element of unwritten) this.#write(element)
    }, this)
  }

  /** Stops listening; what waits is written first. */
  close(): void {
    this.flush()
    this.#resting?.()
    this.#needs.map.unobserve(this.#changed)
  }

  #unwritten(): readonly BoardElement[] {
    return this.#needs.scene.elements().filter(element => isNewer(element, this.#seen.get(element.id)) && (this.#seen.has(element.id) || !isNothing(element)))
  }

  #write(element: BoardElement): void {
    const { map, onFull } = this.#needs
    const kept = storeElement(element)
    // What may not be kept is not asked about again until it changes.
    this.#seen.set(element.id, stampOf(element))
    if (kept === undefined) return
    if (!map.has(element.id) && map.size >= boardLimits.elements) return onFull?.()
    map.set(element.id, kept)
  }

  readonly #changed = (event: Y.YMapEvent<StoredElement>): void => {
    if (event.transaction.origin === this) return
    this.#take(this.#read(event.keysChanged as ReadonlySet<string>))
  }

  #read(ids: Iterable<string>): readonly BoardElement[] {
    return [...ids].flatMap(id => readElement(id, this.#needs.map.get(id)) ?? [])
  }

  #take(incoming: readonly BoardElement[]): void {
    const { scene } = this.#needs
    const held = scene.held()
    for (const element of incoming) {
      this.#seen.set(element.id, stampOf(element))
      if (held.has(element.id)) this.#postponed.add(element.id)
    }
    const ours = scene.elements()
    const merged = mergeElements(ours, incoming, held)
    const settled = settleOrder(merged)
    if (settled.length !== ours.length || settled.some((element, at) => element !== ours[at])) scene.show(sameInHand(settled, ours, held))
    this.touched()
  }

  /** Takes what came in for an element once it has been let go. */
  #catchUp(): void {
    if (this.#postponed.size === 0) return
    const held = this.#needs.scene.held()
    const free = [...this.#postponed].filter(id => !held.has(id))
    if (free.length === 0) return
    for (const id of free) this.#postponed.delete(id)
    this.#take(this.#read(free))
  }
}

/** What is in somebody's hand stays the very object that the canvas draws on; only its place in the order is put into it. */
const sameInHand = (settled: readonly BoardElement[], ours: readonly BoardElement[], held: ReadonlySet<string>): readonly BoardElement[] => {
  if (held.size === 0) return settled
  const inHand = new Map(ours.filter(element => held.has(element.id)).map(element => [element.id, element]))
  return settled.map(element => {
    const mine = inHand.get(element.id)
    if (mine === undefined || mine === element) return element
    const { index, version, versionNonce } = element
    return Object.assign(mine, { index, version, versionNonce })
  })
}

/** What a canvas opens with. */
export const firstElements = (map: Y.Map<StoredElement>): readonly BoardElement[] => readBoardMap(map)
