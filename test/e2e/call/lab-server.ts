import { build } from 'esbuild'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { WebSocketServer, type WebSocket } from 'ws'
import { dropFromCall, emptyCall, joinCall, rebuildCall, relaySignal, type CallMove, type CallPlace } from '../../../apps/server/src/features/call/call-seats.ts'
import type { ToLab, ToPage, WireGrant } from './lab-protocol.ts'

/** A page and a line between two tabs, with the product's own authority behind it and a memory that can be killed. */
export interface Lab {
  readonly url: string
  /** What grants say about the relay from now on. */
  ice: Pick<WireGrant, 'iceServers' | 'relayOnly'>
  /** Offers that passed since the last reset. */
  offers: number
  /** Every signal that passed, for replays. */
  readonly signals: ToLab[]
  /** Tells a seat's tab anything, as a hostile or broken server would. */
  inject(seat: string, message: ToPage): void
  /** Closes the door and forgets everybody, as kill -9 does. */
  kill(): Promise<void>
  revive(): Promise<void>
  reset(): void
  close(): Promise<void>
}

const seats = { ada: { seat: 'ada', position: 0 }, ben: { seat: 'ben', position: 1 } } as const
const seatOf = (name: string) => (name === 'ben' ? seats.ben : seats.ada)

const bundle = async (entry: URL): Promise<string> => {
  const built = await build({ entryPoints: [fileURLToPath(entry)], bundle: true, format: 'esm', write: false, target: 'es2022' })
  return built.outputFiles[0]?.text ?? ''
}

/** Starts the lab on loopback, with the product's call in its page or with another page that speaks the lab's protocol. */
export const startLab = async (entry = new URL('./lab-page.ts', import.meta.url)): Promise<Lab> => {
  const script = await bundle(entry)
  const http = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><link rel="icon" href="data:,"><video muted autoplay playsinline></video><script type="module" src="/page.js"></script>')
  })
  const sockets = new WebSocketServer({ server: http, path: '/line' })
  const raw = new Set<Socket>()
  const lines = new Map<string, WebSocket>()
  let room = emptyCall
  let port = 0

  const tell = (seat: string, message: ToPage): void => lines.get(seat)?.send(JSON.stringify(message))
  const grantOf = (place: CallPlace): WireGrant => ({ role: place.role, epoch: place.epoch, peer: place.peer, ...lab.ice })
  const settle = (line: WebSocket, ask: number, move: CallMove): void => {
    room = move.room
    if (move.push !== undefined) tell(move.push.seat, { say: 'grant', grant: grantOf(move.push) })
    line.send(JSON.stringify({ say: 'grant', ask, grant: grantOf(move.place) } satisfies ToPage))
  }

  const pass = (seat: string, message: Extract<ToLab, { say: 'signal' }>): void => {
    const passed = relaySignal(room, seat, message.signal)
    if (!passed.ok) return
    lab.signals.push(message)
    if (message.signal.kind === 'description' && message.signal.payload.type === 'offer') lab.offers += 1
    tell(passed.value.seat, { say: 'signal', signal: message.signal })
  }

  sockets.on('connection', (line) => {
    let mine = { seat: '', tab: '' }
    line.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToLab
      if (message.say === 'signal') return pass(mine.seat, message)
      if (message.say === 'join') {
        mine = { seat: message.seat, tab: message.tab }
        lines.set(message.seat, line)
      }
      const rebuilds = message.say === 'refresh' && message.reason === 'rebuild'
      const moved = rebuilds ? rebuildCall(room, mine.seat, mine.tab, message.epoch) : joinCall(room, seatOf(mine.seat), mine.tab, message.epoch)
      // A tab that another one replaced is nobody's live tab any more.
      if (moved.ok && lines.get(mine.seat) === line) settle(line, message.ask, moved.value)
      else line.send(JSON.stringify({ say: 'refused', ask: message.ask } satisfies ToPage))
    })
    line.on('close', () => {
      if (lines.get(mine.seat) !== line) return
      lines.delete(mine.seat)
      room = dropFromCall(room, mine.seat, mine.tab)
      tell(mine.seat === 'ada' ? 'ben' : 'ada', { say: 'peer-left' })
    })
  })
  http.on('connection', (socket) => {
    raw.add(socket)
    socket.on('close', () => raw.delete(socket))
  })

  const listen = (): Promise<void> =>
    new Promise((resolve) => {
      http.listen(port, '127.0.0.1', () => {
        port = (http.address() as AddressInfo).port
        resolve()
      })
    })
  const reset = (): void => {
    room = emptyCall
    lines.clear()
    lab.offers = 0
    lab.signals.length = 0
    lab.ice = { iceServers: [], relayOnly: false }
  }
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve())
      room = emptyCall
      lines.clear()
      for (const socket of raw) socket.destroy()
    })

  const lab: Lab = {
    url: '',
    ice: { iceServers: [], relayOnly: false },
    offers: 0,
    signals: [],
    inject: tell,
    kill,
    revive: listen,
    reset,
    close: kill,
  }
  await listen()
  return Object.assign(lab, { url: `http://127.0.0.1:${port}/` })
}
