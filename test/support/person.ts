import { randomBytes } from 'node:crypto'
import type { Ack, ClientToServer, CommandInput, CommandName, CommandOutput, QueryInput, QueryName, QueryOutput, RoundViewMessage, ServerToClient, SessionView, WatchAnswer } from '@unanimous/protocol'
import { commandPaths, PROTOCOL_VERSION, queryPaths } from '@unanimous/protocol'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'

/** What the server said no to. */
export class RefusedByServer extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/** `ok`, or the code somebody was refused with. */
export const outcomeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'ok'
  } catch (error) {
    if (error instanceof RefusedByServer) return error.code
    throw error
  }
}

export const freshId = (): string => randomBytes(16).toString('base64url')

/** Everything that reached a person, in order: socket messages, acknowledgements and HTTP answers. */
export interface Received { readonly via: 'socket' | 'ack' | 'http'; readonly name: string; readonly body: unknown }

const fill = (path: string, input: Record<string, unknown>) => {
  const rest = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(rest[key])
    delete rest[key]
    return value
  })
  return { filled, rest }
}

/** Somebody with a browser, minus the browser: a cookie, a socket, and a memory of all they were sent. */
export class Person {
  readonly url: string
  readonly tab = freshId()
  readonly received: Received[] = []
  cookie = ''
  /** The address a trusted proxy would name, for tests in which many people come from this one machine. */
  forwardedFor: string | undefined
  #socket: Socket<ServerToClient, ClientToServer> | undefined
  readonly views = new Map<string, RoundViewMessage>()
  session: SessionView | undefined

  constructor(url: string) {
    this.url = url
  }

  async http(method: 'GET' | 'POST', path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.url}${path}`, {
      method, headers: { Origin: this.url, ...(this.cookie ? { Cookie: this.cookie } : {}), ...(this.forwardedFor === undefined ? {} : { 'X-Forwarded-For': this.forwardedFor }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const cookies = response.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '')
    if (cookies.length > 0) this.cookie = cookies.join('; ')
    const answer = await response.json().catch(() => null) as unknown
    this.received.push({ via: 'http', name: `${method} ${path.split('?')[0]}`, body: answer })
    return { status: response.status, body: answer }
  }

  async signUp(handle: string): Promise<this> {
    const { status, body } = await this.http('POST', '/api/auth/sign-up/email', { name: handle, email: `${handle}@example.org`, password: 'correct horse battery' })
    if (status !== 200) throw new Error(`sign-up failed: ${JSON.stringify(body)}`)
    return this
  }

  async signInAsGuest(): Promise<this> {
    const { status, body } = await this.http('POST', '/api/auth/sign-in/anonymous', {})
    if (status !== 200) throw new Error(`guest sign-in failed: ${JSON.stringify(body)}`)
    return this
  }

  async read<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput<N>> {
    const { filled, rest } = fill(queryPaths[name], input)
    const query = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)])).toString()
    return this.#unwrap(await this.http('GET', `/api/v1${filled}${query ? `?${query}` : ''}`)) as QueryOutput<N>
  }

  async post<N extends CommandName>(name: N, input: CommandInput<N>, id = freshId()): Promise<CommandOutput<N>> {
    const { filled, rest } = fill(commandPaths[name], input)
    return this.#unwrap(await this.http('POST', `/api/v1${filled}`, rest, { 'Idempotency-Key': id })) as CommandOutput<N>
  }

  #unwrap({ status, body }: { status: number; body: unknown }): unknown {
    if (status < 300) return body
    const { code, message } = (body ?? {}) as { code?: string; message?: string }
    throw new RefusedByServer(code ?? `http/${status}`, message ?? '')
  }

  get socket(): Socket<ServerToClient, ClientToServer> {
    if (!this.#socket) throw new Error('not connected')
    return this.#socket
  }

  /** Opens the line. It drops when the test ends; a lasting one, for what is no test, when `drop` is called. */
  async connect({ lasting = false }: { lasting?: boolean } = {}): Promise<this> {
    const socket: Socket<ServerToClient, ClientToServer> = io(this.url, { path: '/socket', transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { Cookie: this.cookie, Origin: this.url } })
    this.#socket = socket
    socket.onAny((name: string, body: unknown) => this.received.push({ via: 'socket', name, body }))
    socket.on('round:view', message => this.#see(message))
    socket.on('session:view', message => { this.session = message.view })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    if (!lasting) onTestFinished(() => void socket.disconnect())
    await this.ask('hello', { protocol: PROTOCOL_VERSION, tab: this.tab })
    return this
  }

  /** As a page does it: an answer that was under way while a newer view was pushed is older than what is shown. */
  #see(message: RoundViewMessage): void {
    if (message.counter >= (this.views.get(message.round)?.counter ?? 0)) this.views.set(message.round, message)
  }

  drop(): void {
    this.#socket?.disconnect()
  }

  async ask<E extends keyof ClientToServer>(event: E, message: Parameters<ClientToServer[E]>[0]): Promise<unknown> {
    const patient = this.socket.timeout(30_000)
    const emit = patient.emitWithAck.bind(patient) as unknown as (event: E, message: unknown) => Promise<Ack<unknown>>
    const answer = await emit(event, message)
    this.received.push({ via: 'ack', name: event, body: answer })
    if (answer.ok) return answer.output
    throw new RefusedByServer(answer.refusal.code, answer.refusal.message)
  }

  async watch(session: string, takeOver = true): Promise<WatchAnswer> {
    const answer = await this.ask('watch', { session, tab: this.tab, takeOver }) as WatchAnswer
    this.session = answer.session
    for (const message of answer.rounds) this.#see(message)
    return answer
  }

  async send<N extends CommandName>(name: N, input: CommandInput<N>, id = freshId()): Promise<CommandOutput<N>> {
    return await this.ask('command', { id, name, input }) as CommandOutput<N>
  }
}

/** Two members who met by an invite link and are both in the room: the inviter interviews first. */
export const meet = async (url: string, options: { kind?: CommandInput<'create-invite'>['kind']; bothWays?: boolean; minutes?: 45 | 60; guest?: boolean } = {}) => {
  const inviter = await new Person(url).signUp(`brindle-${freshId().slice(0, 6).replaceAll(/[-_]/g, 'x')}`)
  const { session, code } = await inviter.post('create-invite', { kind: options.kind ?? 'coding', minutes: options.minutes ?? 60, bothWays: options.bothWays ?? true })
  const other = options.guest ? await new Person(url).signInAsGuest() : await new Person(url).signUp(`osprey-${freshId().slice(0, 6).replaceAll(/[-_]/g, 'x')}`)
  await other.post('accept-invite', { code, ...(options.guest ? { name: 'osprey' } : {}) })
  for (const person of [inviter, other]) {
    await person.connect()
    await person.watch(session)
    await person.send('be-ready', { session, ready: true })
  }
  return { inviter, other, session, code }
}
