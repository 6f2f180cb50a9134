import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { refuse, type Clock, type Result } from '@unanimous/kernel'
import { commandMessageSchema, helloMessageSchema, limits, PROTOCOL_VERSION, type Ack, type ClientToServer, type ServerToClient } from '@unanimous/protocol'
import { Server, type Socket } from 'socket.io'
import type { z } from 'zod'
import type { Caller, SignedIn } from './caller.ts'
import { logIncident } from './incident.ts'
import { described, type Log } from './log.ts'
import { parse } from './parse.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Door } from './run-command.ts'

export interface SocketData { caller: Caller; me: SignedIn | undefined }
export type HubSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>

/** What a feature does with a message of its own, already parsed; its answer becomes the acknowledgement. */
export type MessageHandler<T> = (message: T, socket: HubSocket) => Promise<Result<unknown>>

export interface SocketHub {
  readonly io: Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>
  /** Adds a message besides `command`; its input is parsed by the schema before the handler sees it. */
  on<S extends z.ZodType>(event: Exclude<keyof ClientToServer, 'command' | 'hello'>, schema: S, handler: MessageHandler<z.output<S>>): void
  onDisconnect(listener: (socket: HubSocket) => void): void
  /** Sends to every socket in a room such as `person:ID` or `seat:ID`. */
  send<E extends keyof ServerToClient>(room: string, event: E, message: Parameters<ServerToClient[E]>[0]): void
  /** Ends every socket opened with this sign-in, at once. */
  closeSignIn(signIn: string): void
  /** What a person's open sockets know of them changed: a guest became a member. */
  becameMember(person: string): void
  signIns(): ReadonlySet<string>
  onlinePeople(): ReadonlySet<string>
  close(): Promise<void>
}

interface HubNeeds {
  readonly http: HttpServer
  readonly clock: Clock
  readonly log: Log
  /** Says who opened a connection, from its cookie; undefined refuses it. */
  readonly callerOf: (request: IncomingMessage) => Promise<Caller | undefined>
  readonly originAllowed: (request: IncomingMessage) => boolean
  readonly door: () => Door
}

const toAck = (result: Result<unknown>, now: number): Ack<unknown> =>
  result.ok ? { ok: true, output: result.value, now } : { ok: false, refusal: result.refusal, now }

interface KnownMessage { readonly schema: z.ZodType; readonly handler: MessageHandler<unknown> }

/** Answers one message of a socket: parsed, counted against the rate, and always acknowledged in words. */
const createDispatch = ({ clock, log, door }: HubNeeds, handlers: ReadonlyMap<string, KnownMessage>) => {
  const rate = createRateLimit(limits.socketMessagesPer10s, 10_000)

  const answer = async (socket: HubSocket, ack: unknown, event: string, work: () => Promise<Result<unknown>>) => {
    // A message without an acknowledgement cannot be told why it was refused, so it is not acted on.
    if (typeof ack !== 'function') return
    const tooMany = await rate.take(socket.id)
    const result = tooMany ? { ok: false as const, refusal: tooMany } : await work().catch((error: unknown) => {
      return logIncident(log, error, { event }, 'The server failed at this. Nothing was changed; try again.')
    })
    ack(toAck(result, clock.now()))
  }
  const parsed = (schema: z.ZodType, message: unknown, then: (value: unknown) => Promise<Result<unknown>>) => {
    const value = parse(schema, message)
    return value.ok ? then(value.value) : Promise.resolve(value)
  }

  return (socket: HubSocket, event: string, message: unknown, ack: unknown): Promise<void> => {
    if (event === 'command') {
      return answer(socket, ack, event, () => parsed(commandMessageSchema, message, value => {
        const { id, name, input } = value as z.output<typeof commandMessageSchema>
        return door().command(name, input, id, socket.data.caller)
      }))
    }
    if (event === 'hello') {
      return answer(socket, ack, event, () => parsed(helloMessageSchema, message, async value => {
        const { protocol } = value as z.output<typeof helloMessageSchema>
        if (protocol !== PROTOCOL_VERSION) socket.emit('goodbye', { reason: 'protocol' })
        return { ok: true, value: { protocol: PROTOCOL_VERSION } }
      }))
    }
    const known = handlers.get(event)
    if (!known) return answer(socket, ack, event, async () => refuse('command/unknown', 'There is no such message.'))
    return answer(socket, ack, event, () => parsed(known.schema, message, value => known.handler(value, socket)))
  }
}

export const createSocketHub = (needs: HubNeeds): SocketHub => {
  const { log } = needs
  const io: SocketHub['io'] = new Server(needs.http, {
    path: '/socket', transports: ['websocket'], serveClient: false, maxHttpBufferSize: limits.socketMessageBytes,
    pingInterval: 5_000, pingTimeout: 5_000, perMessageDeflate: false, destroyUpgrade: false,
    allowRequest: (request, decide) => {
      const allowed = needs.originAllowed(request)
      decide(allowed ? null : 'This page may not open a socket here.', allowed)
    },
  })
  const handlers = new Map<string, KnownMessage>()
  const dispatch = createDispatch(needs, handlers)
  const leavers = new Set<(socket: HubSocket) => void>()

  const enter = async (socket: HubSocket, next: (refusal?: Error) => void) => {
    const caller = await needs.callerOf(socket.request)
    if (!caller?.signedIn) return next(new Error('account/sign-in-first'))
    if ((io.sockets.adapter.rooms.get(`person:${caller.signedIn.person}`)?.size ?? 0) >= limits.socketsPerPerson) return next(new Error('rate/too-many'))
    socket.data.caller = caller
    socket.data.me = caller.signedIn
    await socket.join([`person:${caller.signedIn.person}`, `sign-in:${caller.signedIn.signIn}`])
    next()
  }
  io.use((socket, next) => void enter(socket, next).catch((error: unknown) => {
    log.error({ error: described(error) }, 'a socket could not be opened')
    next(new Error('storage/unavailable'))
  }))

  io.on('connection', socket => {
    socket.on('error', error => log.warn({ error: String(error) }, 'socket error'))
    socket.onAny((event: string, message: unknown, ack: unknown) => void dispatch(socket, event, message, ack))
    socket.on('disconnect', () => leavers.forEach(listener => listener(socket)))
  })

  const closeRoom = (room: string, reason: 'signed-out' | 'not-yours') => {
    io.to(room).emit('goodbye', { reason })
    io.in(room).disconnectSockets(true)
  }
  return {
    io,
    on: (event, schema, handler) => void handlers.set(event, { schema, handler: handler as MessageHandler<unknown> }),
    onDisconnect: listener => void leavers.add(listener),
    send: (room, event, message) => void io.to(room).emit(event, ...([message] as Parameters<ServerToClient[typeof event]>)),
    closeSignIn: signIn => closeRoom(`sign-in:${signIn}`, 'signed-out'),
    becameMember(person) {
      for (const { data } of io.sockets.sockets.values()) {
        if (data.me?.person !== person) continue
        data.me = { ...data.me, guest: false }
        data.caller = { ...data.caller, signedIn: data.me }
      }
    },
    signIns: () => new Set([...io.sockets.sockets.values()].flatMap(socket => socket.data.me ? [socket.data.me.signIn] : [])),
    onlinePeople: () => new Set([...io.sockets.sockets.values()].flatMap(socket => socket.data.me ? [socket.data.me.person] : [])),
    async close() {
      io.emit('goodbye', { reason: 'updating' })
      await io.close()
    },
  }
}
