import type { CollaboratorPointer, Collaborator, ExcalidrawImperativeAPI, SocketId } from '@excalidraw/excalidraw/types'
import type { Awareness } from 'y-protocols/awareness'
import type { BoardView } from './canvas-port.ts'

interface Pointing {
  readonly x: number
  readonly y: number
  readonly down: boolean
  readonly held: readonly string[]
  readonly view?: BoardView
}
interface State {
  readonly user?: { readonly name?: string }
  readonly board?: Pointing
}

/** Where others stand on the board, as the server passed it on. */
const others = (awareness: Awareness): readonly (readonly [number, State & { readonly board: Pointing }])[] =>
  [...awareness.getStates()].flatMap(([client, state]) => {
    const { user, board } = state as State
    return client === awareness.clientID || !board ? [] : [[client, { ...(user ? { user } : {}), board }] as const]
  })

const plum = { background: '#a23a72', stroke: '#a23a72' }

const collaboratorsOf = (awareness: Awareness): Map<SocketId, Collaborator> =>
  new Map(others(awareness).map(([client, { user, board }]) => {
    const pointer: CollaboratorPointer = { x: board.x, y: board.y, tool: 'pointer' }
    const selectedElementIds = Object.fromEntries(board.held.map(id => [id, true as const]))
    return [String(client) as SocketId, { pointer, button: board.down ? 'down' : 'up', selectedElementIds, username: user?.name ?? null, color: plum, id: String(client) }]
  }))

/** Draws the other person's pointer and selection, and tells what they look at. Gives how to stop. */
export const showOthers = (api: ExcalidrawImperativeAPI, awareness: Awareness, onView: (view: BoardView) => void): (() => void) => {
  const draw = () => {
    api.updateScene({ collaborators: collaboratorsOf(awareness) })
    const view = others(awareness).find(([, { board }]) => board.view)?.[1].board.view
    if (view) onView(view)
  }
  // One's own place and carets change with each key and move, and drawing the canvas anew is not cheap.
  const onChange = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
    if ([...added, ...updated, ...removed].some(client => client !== awareness.clientID)) draw()
  }
  awareness.on('change', onChange)
  draw()
  return () => awareness.off('change', onChange)
}

/** Tells others where one points oneself, at most every 50 ms; nothing once the pointer has left. */
export const createPointing = (awareness: Awareness) => {
  let next: Pointing | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = () => {
    timer = undefined
    awareness.setLocalStateField('board', next)
  }
  return {
    at(pointing: Pointing): void {
      next = pointing
      timer ??= setTimeout(send, 50)
    },
    /** The same place, another view: somebody scrolled. */
    looks(view: BoardView): void {
      if (next) this.at({ ...next, view })
    },
    leave(): void {
      clearTimeout(timer)
      next = undefined
      send()
    },
  }
}
