import { z } from 'zod'
import type { Refusal } from '@unanimous/kernel'
import type { QueueView, RoundViewMessage, SessionView, ChatMessage } from './table.ts'
import type { hostRunStartSchema, hostRunStopSchema, HostRunNews } from './host-runs.ts'
import { commandIdSchema, idSchema } from './words.ts'
import type { runLiveMessageSchema, runStopMessageSchema, RunLiveNews, RunStarted } from './runs.ts'

/*
 * The socket, in the order things happen. The browser connects (websocket only, cookie of the signed-in person, own
 * Origin) and sends `hello {protocol, tab}`; a page of another protocol version is told to reload. `watch {session}`
 * makes this tab the live one of its seat: another tab of the same seat gets `moved` and is unwatched. The answer
 * carries the newest session view, the newest view of every running or ended round, and the chat; from then on views
 * are pushed whole. A companion (`companion: true`), such as a phone beside the laptop, is shown the same and takes
 * nothing over: the seat stays with its live tab, and only the call may be carried across (`call:moved`). There is no list of missed events: after any drop the page says `watch` again.
 * Everything a person does goes through `command {id, name, input}` and its acknowledgement. Call signalling
 * (`call:join`, `call:signal`) is neither durable nor a command, and no more is what a run prints while it runs (`run:live`):
 * its record is in the round's document.
 */

export const commandMessageSchema = z.strictObject({ id: commandIdSchema, name: z.string().max(60), input: z.unknown() })
export const helloMessageSchema = z.strictObject({ protocol: z.number().int(), tab: commandIdSchema })
export const watchMessageSchema = z.strictObject({ session: idSchema, tab: commandIdSchema, takeOver: z.boolean(), companion: z.boolean().optional() })
export const unwatchMessageSchema = z.strictObject({ session: idSchema, companion: z.boolean().optional() })
export const callJoinMessageSchema = z.strictObject({
  session: idSchema, tab: commandIdSchema, seenEpoch: z.number().int().min(0), rebuild: z.boolean(),
})
export const callSignalMessageSchema = z.strictObject({
  session: idSchema, to: commandIdSchema, from: commandIdSchema, epoch: z.number().int().min(0), seq: z.number().int().min(0),
  kind: z.string().max(30), payload: z.unknown(),
})

/** Codes that the messages besides `command` may refuse with, besides those that any may (`anyRefusals`). */
export const messageRefusals = {
  hello: [],
  watch: ['session/unknown', 'room/moved', 'room/gone'],
  unwatch: ['session/unknown'],
  'call:join': ['call/not-in-room', 'call/full', 'call/moved'],
  'call:signal': ['call/not-in-room', 'call/moved', 'call/unknown-signal', 'call/old-epoch', 'call/no-peer', 'call/too-large'],
  'host-run:start': ['run/not-in-room', 'run/no-round', 'run/too-many', 'run/no-runner'],
  'host-run:stop': ['run/unknown'],
  'run:live': ['run/not-in-room', 'run/no-round', 'run/unknown', 'run/too-many'],
  'run:stop': ['run/not-in-room', 'run/unknown'],
} as const satisfies Record<Exclude<keyof ClientToServer, 'command'>, readonly string[]>

/** The one shape of every acknowledgement. */
export type Ack<T> = { readonly ok: true; readonly output: T; readonly now: number } | {
  readonly ok: false; readonly refusal: Refusal; readonly now: number
}

export interface WatchAnswer {
  readonly session: SessionView
  readonly rounds: readonly RoundViewMessage[]
  readonly chat: readonly ChatMessage[]
}

export interface IceServer { readonly urls: string[]; readonly username?: string; readonly credential?: string }
export interface CallGrantMessage {
  readonly session: string; readonly role: 'offerer' | 'answerer'; readonly epoch: number; readonly peer: string | null
  readonly iceServers: readonly IceServer[]; readonly relayOnly: boolean; readonly expiresAt: number
}
export type CallSignalMessage = z.infer<typeof callSignalMessageSchema>

/** What a page may send. */
export interface ClientToServer {
  hello(message: z.infer<typeof helloMessageSchema>, ack: (answer: Ack<{ protocol: number }>) => void): void
  watch(message: z.infer<typeof watchMessageSchema>, ack: (answer: Ack<WatchAnswer>) => void): void
  unwatch(message: z.infer<typeof unwatchMessageSchema>, ack: (answer: Ack<Record<string, never>>) => void): void
  command(message: z.infer<typeof commandMessageSchema>, ack: (answer: Ack<unknown>) => void): void
  'call:join'(message: z.infer<typeof callJoinMessageSchema>, ack: (answer: Ack<CallGrantMessage>) => void): void
  'call:signal'(message: CallSignalMessage, ack: (answer: Ack<Record<string, never>>) => void): void
  'host-run:start'(message: z.infer<typeof hostRunStartSchema>, ack: (answer: Ack<Record<string, never>>) => void): void
  'host-run:stop'(message: z.infer<typeof hostRunStopSchema>, ack: (answer: Ack<Record<string, never>>) => void): void
  'run:live'(message: z.infer<typeof runLiveMessageSchema>, ack: (answer: Ack<RunStarted>) => void): void
  'run:stop'(message: z.infer<typeof runStopMessageSchema>, ack: (answer: Ack<Record<string, never>>) => void): void
}

/** What a page may receive. Every message carries `now`, the server's clock, so that pages draw the same time. */
export interface ServerToClient {
  'session:view'(message: { view: SessionView; now: number }): void
  'round:view'(message: RoundViewMessage & { now: number }): void
  'queue:view'(message: { view: QueueView; now: number }): void
  'chat:message'(message: { session: string; message: ChatMessage; now: number }): void
  'home:changed'(message: { now: number }): void
  'call:grant'(message: CallGrantMessage): void
  'call:peer'(message: { session: string; peer: string | null; epoch: number }): void
  'call:signal'(message: CallSignalMessage): void
  /** The call of this seat is held by this page now; any other page of the seat stops its own. */
  'call:moved'(message: { session: string; tab: string }): void
  'host-run:news'(message: HostRunNews): void
  /** What the other person's run says while it runs. */
  'run:live'(message: RunLiveNews): void
  /** The other person asks to stop a run of this page. */
  'run:stop'(message: { session: string; run: string }): void
  /** This seat is no part of the session any more: a second rater left, or one of the two took their word back. */
  'shown-out'(message: { session: string }): void
  /** Another tab took over this seat. */
  moved(message: { session: string }): void
  /** Signed out elsewhere, or the server restarts: why this connection is about to end. */
  goodbye(message: { reason: 'signed-out' | 'not-yours' | 'updating' | 'protocol' }): void
}

