import { build } from 'esbuild'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { WebSocketServer, type WebSocket } from 'ws'
import { dropFromCall, emptyCall, joinCall, rebuildCall, relaySignal, type CallPlace } from '../../../apps/server/src/features/call/call-seats.ts'
import type { ToLab, ToPage, WireGrant } from './lab-protocol.ts'

/** A page and a line between two tabs, with the product's own authority behind it and a memory that can be killed. */
export interface Lab {
  readonly url: string
  readonly memory: {
    /** What grants to a seat say about the relay from now on. */
    iceFor: (seat: string) => Pick<WireGrant, 'iceServers' | 'relayOnly'>
    /** Offers that passed since the last reset. */
    readonly offers: number
    /** Every signal that passed, for replays. */
    readonly signals: readonly ToLab[]
  }
  /** Tells a seat's tab anything, as a hostile or broken server would. */
  inject(seat: string, message: ToPage): void
  /** Closes the door and forgets everybody, as kill -9 does. */
  kill(): Promise<void>
  revive(): Promise<void>
  reset(): void
  close(): Promise<void>
}

const page =
  '<!doctype html><link rel="icon" href="data:,"><video muted autoplay playsinline></video><script type="module" src="/page.js"></script>'

const seats = { ada: { seat: 'ada', position: 0 }, ben: { seat: 'ben', position: 1 } } as const
const seatOf = (name: string) => (name === 'ben' ? seats.ben : seats.ada)

const bundle = async (entry: URL): Promise<string> => {
  const built = await build({ entryPoints: [fileURLToPath(entry)], bundle: true, format: 'esm', write: false, target: 'es2022' })
  return built.outputFiles[0]?.text ?? ''
}

/** The door: one page, its script, and a way to slam it shut with everybody inside. */
const openDoor = (script: string) => {
  const sockets = new Set<Socket>()
  let port = 0
  const http = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : page)
  })
  http.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const open = async (): Promise<number> => {
    http.listen(port, '127.0.0.1')
    await once(http, 'listening')
    port = (http.address() as AddressInfo).port
    return port
  }
  const slam = async (): Promise<void> => {
    const closed = once(http, 'close')
    http.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { http, open, slam }
}

const noIce = (): Pick<WireGrant, 'iceServers' | 'relayOnly'> => ({ iceServers: [], relayOnly: false })

/** The memory behind the door: who is on which line, and the product's own rules of who may do what. */
class Memory {
  readonly signals: ToLab[] = []
  offers = 0
  iceFor: Lab['memory']['iceFor'] = noIce
  #room = emptyCall
  readonly #lines = new Map<string, WebSocket>()

  forget(): void {
    this.#room = emptyCall
    this.#lines.clear()
  }

  tell(seat: string, message: ToPage): void {
    this.#lines.get(seat)?.send(JSON.stringify(message))
  }

  welcome(line: WebSocket): void {
    let mine = { seat: '', tab: '' }
    line.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToLab
      if (message.say === 'signal') return this.#pass(mine.seat, message)
      if (message.say === 'join') {
        mine = { seat: message.seat, tab: message.tab }
        this.#lines.set(message.seat, line)
      }
      this.#place(line, mine, message)
    })
    line.on('close', () => {
      if (this.#lines.get(mine.seat) !== line) return
      this.#lines.delete(mine.seat)
      this.#room = dropFromCall(this.#room, mine.seat, mine.tab)
      this.tell(mine.seat === 'ada' ? 'ben' : 'ada', { say: 'peer-left' })
    })
  }

  #place(line: WebSocket, { seat, tab }: { seat: string; tab: string }, message: Exclude<ToLab, { say: 'signal' }>): void {
    const rebuilds = message.say === 'refresh' && message.reason === 'rebuild'
    const moved = rebuilds ? rebuildCall(this.#room, seat, tab, message.epoch) : joinCall(this.#room, seatOf(seat), tab, message.epoch)
    const answer = (said: ToPage): void => line.send(JSON.stringify(said))
    // A tab that another one replaced is nobody's live tab any more.
    if (!moved.ok || this.#lines.get(seat) !== line) return answer({ say: 'refused', ask: message.ask })
    const { room, place, push } = moved.value
    this.#room = room
    if (push !== undefined) this.tell(push.seat, { say: 'grant', grant: this.#grantOf(push) })
    answer({ say: 'grant', ask: message.ask, grant: this.#grantOf(place) })
  }

  #pass(seat: string, message: Extract<ToLab, { say: 'signal' }>): void {
    const { signal } = message
    const passed = relaySignal(this.#room, seat, signal)
    if (!passed.ok) return
    this.signals.push(message)
    if (signal.kind === 'description' && signal.payload.type === 'offer') this.offers += 1
    this.tell(passed.value.seat, { say: 'signal', signal })
  }

  #grantOf({ seat, role, epoch, peer }: CallPlace): WireGrant {
    return { role, epoch, peer, ...this.iceFor(seat) }
  }
}

/** Starts the lab on loopback, with the product's call in its page or with another page that speaks the lab's protocol. */
export const startLab = async (entry = new URL('./lab-page.ts', import.meta.url)): Promise<Lab> => {
  const door = openDoor(await bundle(entry))
  const memory = new Memory()
  new WebSocketServer({ server: door.http, path: '/line' }).on('connection', (line) => memory.welcome(line))
  const port = await door.open()
  const kill = (): Promise<void> => {
    memory.forget()
    return door.slam()
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    memory,
    inject: (seat, message) => memory.tell(seat, message),
    kill,
    revive: async () => void (await door.open()),
    reset: () => {
      memory.forget()
      Object.assign(memory, { offers: 0, iceFor: noIce })
      memory.signals.length = 0
    },
    close: kill,
  }
}
