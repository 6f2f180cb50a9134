import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { BoardBinding, boardLimits, boardOf, firstElements, storeElement, type BoardElement } from '../index.ts'
import { box, Canvas, seeded } from './canvas.test-kit.ts'

/** Two or more pages over lines that a test opens, drops and delivers on by hand. */
class Room {
  readonly pages: { readonly doc: Y.Doc; readonly canvas: Canvas; readonly binding: BoardBinding; readonly due: (() => void)[]; online: boolean }[] = []

  join(): Room['pages'][number] {
    const doc = new Y.Doc()
    for (const page of this.pages) if (page.online) Y.applyUpdate(doc, Y.encodeStateAsUpdate(page.doc), 'line')
    const canvas = new Canvas(firstElements(boardOf(doc)))
    const due: (() => void)[] = []
    const binding = new BoardBinding({
      map: boardOf(doc), scene: canvas,
      later: run => {
        due.push(run)
        return () => {
          const at = due.indexOf(run)
          if (at >= 0) due.splice(at, 1)
        }
      },
    })
    canvas.onChange = () => binding.touched()
    const page = { doc, canvas, binding, due, online: true }
    this.pages.push(page)
    return page
  }

  /** Every page that is on the line gets what the others on it have. */
  deliver(): void {
    for (const to of this.pages) for (const from of this.pages) {
      if (to === from || !to.online || !from.online) continue
      Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'line')
    }
  }

  /** Until nobody has anything left to write; says how many turns it took. */
  settle(): number {
    for (const page of this.pages) page.online = true
    for (let turn = 1; turn < 60; turn++) {
      this.deliver()
      const due = this.pages.flatMap(page => page.due.splice(0))
      if (due.length === 0) return turn
      for (const run of due) run()
    }
    throw new Error('the pages never stop writing')
  }
}

const kept = (elements: readonly BoardElement[]) => elements.map(element => [element.id, storeElement(element)])

test('what one page draws the other has, and then nothing is written', () => {
  const room = new Room()
  const [ann, ben] = [room.join(), room.join()]
  ann.canvas.add(box('a'))
  ben.canvas.add(box('b'))
  expect(room.settle()).toBeLessThan(5)
  expect(kept(ann.canvas.elements())).toEqual(kept(ben.canvas.elements()))
  expect(ann.canvas.elements().map(element => element.id)).toEqual(['a', 'b'])
  const [before, after] = [Y.encodeStateVector(ann.doc), (room.settle(), Y.encodeStateVector(ann.doc))]
  expect(after).toEqual(before)
})

test('the first change after a rest is written at once, those on its heels together after a while', () => {
  const page = new Room().join()
  page.canvas.add(box('a'))
  expect(boardOf(page.doc).has('a')).toBe(true)
  for (const id of ['b', 'c']) page.canvas.add(box(id))
  expect(boardOf(page.doc).size).toBe(1)
  expect(page.due).toHaveLength(1)
  for (const run of page.due.splice(0)) run()
  expect(boardOf(page.doc).size).toBe(3)
  for (const run of page.due.splice(0)) run()
  expect(page.due).toEqual([])
  page.canvas.add(box('d'))
  expect(boardOf(page.doc).has('d')).toBe(true)
})

test('two that took the same place at once end in one order, and their versions stop rising', () => {
  const room = new Room()
  const [ann, ben] = [room.join(), room.join()]
  for (const page of [ann, ben]) page.online = false
  for (let at = 0; at < 8; at++) {
    ann.canvas.add(box(`a${at}`))
    ben.canvas.add(box(`b${at}`))
  }
  room.settle()
  const order = ann.canvas.elements()
  expect(kept(order)).toEqual(kept(ben.canvas.elements()))
  expect(new Set(order.map(element => element.index)).size).toBe(16)
  expect(Math.max(...order.map(element => element.version))).toBeLessThan(12)
})

test('a stroke in the making stays the object it is, while the other draws too', () => {
  const room = new Room()
  const [ann, ben] = [room.join(), room.join()]
  const mine = ann.canvas.take(box('z'))
  ben.canvas.add(box('a'))
  room.deliver()
  for (const run of ben.due.splice(0)) run()
  room.deliver()
  expect(ann.canvas.elements()).toContain(mine)
  expect(ann.canvas.elements()).toHaveLength(2)
  ann.canvas.letGo()
  room.settle()
  expect(kept(ann.canvas.elements())).toEqual(kept(ben.canvas.elements()))
})

test('what came in for a thing in the hand is taken when it is let go, and not fought over before', () => {
  const room = new Room()
  const [ann, ben] = [room.join(), room.join()]
  ann.canvas.add(box('a'))
  room.settle()
  ann.canvas.hold('a')
  ben.canvas.change('a', { x: 500 })
  expect(room.settle()).toBeLessThan(5)
  expect(ann.canvas.get('a')?.x).not.toBe(500)
  ann.canvas.letGo()
  room.settle()
  expect(ann.canvas.get('a')?.x).toBe(500)
})

test('a deleted thing stays deleted for who was away, and who comes late has everything', () => {
  const room = new Room()
  const [ann, ben] = [room.join(), room.join()]
  ann.canvas.add(box('a'))
  ann.canvas.add(box('b'))
  room.settle()
  ben.online = false
  ann.canvas.change('a', { isDeleted: true })
  for (const run of ann.due.splice(0)) run()
  for (let at = 0; at < 10; at++) ben.canvas.add(box(`offline${at}`))
  room.settle()
  expect(ben.canvas.get('a')?.isDeleted).toBe(true)
  const late = room.join()
  expect(kept(late.canvas.elements())).toEqual(kept(ann.canvas.elements()))
  expect(late.canvas.elements()).toHaveLength(12)
})

test('what may not lie on a board is neither written nor drawn', () => {
  const room = new Room()
  const [ann, ben] = [room.join(), room.join()]
  ann.canvas.add({ ...box('i'), type: 'iframe' as 'rectangle' })
  boardOf(ann.doc).set('hostile', { t: 'embeddable', x: 0 })
  boardOf(ann.doc).set('picture', { ...storeElement(box('p')), t: 'image' })
  ann.canvas.add(box('a'))
  room.settle()
  expect(ben.canvas.elements().map(element => element.id)).toEqual(['a'])
})

test('a full board takes nothing more and says so', () => {
  const doc = new Y.Doc()
  const canvas = new Canvas([])
  const full: string[] = []
  const binding = new BoardBinding({ map: boardOf(doc), scene: canvas, later: () => () => undefined, onFull: () => full.push('full') })
  for (let at = 0; at <= boardLimits.elements; at++) canvas.add(box(`e${at}`))
  binding.flush()
  expect(boardOf(doc).size).toBe(boardLimits.elements)
  expect(full).toHaveLength(1)
})

/** One thing that somebody in a room does, by the numbers that a seed gives. */
const act = (page: Room['pages'][number], random: () => number, draw: () => void): void => {
  const some = page.canvas.elements()[Math.floor(random() * page.canvas.elements().length)]
  const dice = random()
  if (dice < 0.25 || !some) draw()
  else if (dice < 0.45) page.canvas.change(some.id, { x: Math.round(random() * 900) })
  else if (dice < 0.55) page.canvas.change(some.id, { isDeleted: true })
  else if (dice < 0.62) page.canvas.raise(some.id)
  else if (dice < 0.72) page.canvas.hold(some.id)
  else if (dice < 0.82) page.canvas.letGo()
  else if (dice < 0.88) page.online = !page.online
  else page.due.shift()?.()
}

const played = (seed: number): { readonly room: Room; readonly drawn: number } => {
  const random = seeded(seed)
  const room = new Room()
  for (let at = 0; at < 2 + (seed % 3); at++) room.join()
  let drawn = 0
  for (let step = 0; step < 250; step++) {
    const page = room.pages[Math.floor(random() * room.pages.length)]
    const draw = () => page?.canvas.add(box(`${'kpz'.charAt(random() * 3)}${drawn++}`))
    if (random() < 0.12) room.deliver()
    else if (page) act(page, random, draw)
  }
  return { room, drawn }
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))('pages that draw, move, delete, drop and come back end alike (seed %i)', seed => {
  const { room, drawn } = played(seed)
  for (const page of room.pages) page.canvas.letGo()
  room.settle()
  room.join()
  const [first, ...others] = room.pages.map(page => kept(page.canvas.elements()))
  expect(first).toHaveLength(drawn)
  expect(others).toEqual(others.map(() => first))
  expect(room.settle()).toBe(1)
})
