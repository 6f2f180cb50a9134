import type { BoardElement } from './element.ts'
import { readElement, storeElement } from './stored.ts'

/** A board as plain JSON, in its order, for wherever no document is: packed points are in base64. */
export type KeptBoard = readonly Readonly<Record<string, unknown>>[]

const PACKED: readonly string[] = ['p', 'q']

const toText = (bytes: Uint8Array): string => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))

const toBytes = (text: unknown): Uint8Array | undefined => {
  try {
    return typeof text === 'string' ? Uint8Array.from(atob(text), char => char.charCodeAt(0)) : undefined
  } catch {
    return undefined
  }
}

/** What is drawn, to be stored. */
export const keepBoard = (elements: readonly BoardElement[]): KeptBoard =>
  elements.flatMap(element => {
    const kept = storeElement(element)
    return kept ? [{ id: element.id, ...Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, value instanceof Uint8Array ? toText(value) : value])) }] : []
  })

/** The same to be drawn; whatever may not lie on a board is left out, because a file may have been edited by anybody. */
export const openBoard = (kept: KeptBoard): readonly BoardElement[] =>
  kept.flatMap(({ id, ...fields }) => {
    const packed = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, PACKED.includes(key) ? toBytes(value) : value]))
    return (typeof id === 'string' ? readElement(id, packed) : undefined) ?? []
  })
