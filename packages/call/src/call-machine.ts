import { explain, failure, type TransportFacts } from './call-failure.ts'
import type { CallFailure, CallGrant, CallPhase } from './call-types.ts'

/** Every waiting time of the call, in milliseconds. Measured: a relay-only restart takes about 0.6 s, a first contact 0.2 s. */
export const callTimes = {
  /** Covers a dead relay and refused credentials, for which browsers raise no event at all. */
  negotiateMs: 8_000,
  stallMs: 1_500,
  /** On top of the stall: 3 s of silence start an ICE restart, well before the browser's own 5 s to `disconnected`. */
  silenceMs: 1_500,
  retryMs: 2_500,
  retries: 3,
  /** A closed connection is usually a reload, whose new tab brings a new epoch by itself. */
  rebuildMs: 1_000,
  giveUpMs: 30_000,
  quietMs: 2_000,
  backOffMs: [5_000, 10_000, 20_000, 40_000, 60_000],
} as const

/** The watchdogs. Setting one that runs starts it anew. */
export type CallTimer = 'negotiate' | 'stall' | 'silence' | 'retry' | 'rebuild' | 'give-up' | 'quiet'

/**
 * What the machine remembers. `transport` is `open` once it was connected; `restarts` counts tries since silence began;
 * `builtEpoch` is the last epoch that a connection used up.
 */
export interface CallState {
  readonly phase: CallPhase
  readonly socket: 'up' | 'down'
  readonly grant: CallGrant | undefined
  readonly peerPresent: boolean
  readonly transport: 'none' | 'negotiating' | 'open'
  readonly builtEpoch: number
  readonly restarts: number
  readonly backOffStep: number
  readonly troubled: boolean
  readonly quiet: boolean
  readonly failure: CallFailure | undefined
}

/** What can happen to a call. `retry` is the person's own button; `start-over` gives up a line that works for one under other rules. */
export type CallEvent =
  | { readonly type: 'join' | 'grant-refused' | 'peer-left' | 'peer-joined' | 'heard' | 'restart-please' | 'retry' | 'start-over' | 'close' }
  | { readonly type: 'grant'; readonly grant: CallGrant; readonly facts?: TransportFacts }
  | { readonly type: 'socket'; readonly socket: 'up' | 'down' }
  | { readonly type: 'transport'; readonly change: 'connected' | 'disconnected' | 'failed' | 'closed' | 'unsupported' }
  | { readonly type: 'timer'; readonly timer: CallTimer; readonly facts?: TransportFacts }

/** What the machine wants done, in order. `build` replaces whatever connection there is; `restart` fetches fresh servers first. */
export type CallEffect =
  | { readonly type: 'set-timer'; readonly timer: CallTimer; readonly afterMs: number }
  | { readonly type: 'clear-timer'; readonly timer: CallTimer }
  | { readonly type: 'build' | 'configure'; readonly grant: CallGrant }
  | { readonly type: 'ask-rebuild'; readonly epoch: number }
  | { readonly type: 'restart' | 'resend' | 'tear-down' }

interface Step {
  readonly state: CallState
  readonly effects: readonly CallEffect[]
}

/** A call nobody has joined. */
export const idleCall: CallState = {
  phase: 'idle',
  socket: 'up',
  grant: undefined,
  peerPresent: false,
  transport: 'none',
  builtEpoch: -1,
  restarts: 0,
  backOffStep: 0,
  troubled: false,
  quiet: false,
  failure: undefined,
}

const set = (timer: CallTimer, afterMs: number): CallEffect => ({ type: 'set-timer', timer, afterMs })
const clear = (...timers: CallTimer[]): CallEffect[] => timers.map((timer) => ({ type: 'clear-timer', timer }))
const stay = (state: CallState, ...effects: CallEffect[]): Step => ({ state, effects })
const allTimers = ['negotiate', 'stall', 'silence', 'retry', 'rebuild', 'give-up', 'quiet'] as const

/** Trouble lasts from the first sign until `connected`; its first sign starts the 30 s to chat-only. */
const trouble = (state: CallState): CallEffect[] => (state.troubled ? [] : [set('give-up', callTimes.giveUpMs)])

const connected = (state: CallState): Step => ({
  state: { ...state, phase: 'connected', transport: 'open', restarts: 0, backOffStep: 0, troubled: false, failure: undefined },
  effects: [...clear('negotiate', 'silence', 'retry', 'rebuild', 'give-up'), set('stall', callTimes.stallMs)],
})

const waiting = (state: CallState): Step => ({
  state: { ...state, phase: 'joining', transport: 'none', restarts: 0, backOffStep: 0, troubled: false, quiet: false, failure: undefined },
  effects: [...clear(...allTimers), { type: 'tear-down' }],
})

const restart = (state: CallState): Step => {
  if (state.socket === 'down' || !state.peerPresent || state.transport !== 'open') return stay(state)
  return stay({ ...state, quiet: true }, { type: 'restart' }, set('quiet', callTimes.quietMs))
}

const reconnect = (state: CallState): Step => {
  // Neither line nor media: the other person has gone, which is no trouble of this side.
  if (!state.peerPresent) return waiting(state)
  const asked = restart({ ...state, phase: 'reconnecting', restarts: 0, troubled: true })
  return stay(asked.state, ...clear('stall', 'silence'), ...trouble(state), set('retry', callTimes.retryMs), ...asked.effects)
}

/** A refused or failed attempt in `chat-only` waits longer each time; before that one second, so that nothing spins. */
const rebuildLater = (state: CallState): Step => {
  if (state.phase !== 'chat-only') return stay(state, set('rebuild', callTimes.rebuildMs))
  const { backOffMs } = callTimes
  const afterMs = backOffMs[Math.min(state.backOffStep, backOffMs.length - 1)] ?? callTimes.giveUpMs
  return stay({ ...state, backOffStep: state.backOffStep + 1 }, set('rebuild', afterMs))
}

const askRebuild = (state: CallState): Step => {
  if (state.grant === undefined || state.socket === 'down') return stay(state)
  return stay(state, ...clear('rebuild'), { type: 'ask-rebuild', epoch: state.grant.epoch })
}

/** The connection is gone: without a peer that is waiting, with one it is trouble. */
const lost = (state: CallState, next: (state: CallState) => Step): Step => {
  if (!state.peerPresent) return waiting(state)
  const phase = state.phase === 'chat-only' ? 'chat-only' : 'rebuilding'
  const after = next({ ...state, phase, transport: 'none', troubled: true })
  return stay(after.state, ...clear('negotiate', 'stall', 'silence', 'retry'), { type: 'tear-down' }, ...trouble(state), ...after.effects)
}

/** The other side may give up an attempt a moment before this one: what was seen here until then still explains it. */
const explained = (state: CallState, facts: TransportFacts | undefined): CallState =>
  state.transport === 'negotiating' && state.grant !== undefined && facts !== undefined
    ? { ...state, failure: explain(state.grant, facts) }
    : state

const build = (state: CallState, grant: CallGrant): Step => {
  const otherTab = state.grant?.peer !== grant.peer
  const calm = otherTab || state.phase === 'joining' || state.phase === 'idle'
  const base = otherTab ? { ...state, failure: undefined, backOffStep: 0, troubled: false } : state
  const phase = calm ? 'negotiating' : state.phase === 'chat-only' ? 'chat-only' : 'rebuilding'
  return stay(
    { ...base, phase, grant, peerPresent: true, transport: 'negotiating', builtEpoch: grant.epoch, restarts: 0, troubled: true, quiet: false },
    ...clear('stall', 'silence', 'retry', 'rebuild', 'quiet'),
    ...trouble(base),
    { type: 'build', grant },
    set('negotiate', callTimes.negotiateMs),
  )
}

const onGrant = (state: CallState, grant: CallGrant, facts: TransportFacts | undefined): Step => {
  const known = state.grant
  if (known !== undefined && grant.epoch < known.epoch) return stay(state)
  const samePair = known !== undefined && grant.epoch === known.epoch && (grant.peer === known.peer || grant.peer === undefined)
  if (samePair && state.transport !== 'none') {
    const kept = { ...grant, peer: known.peer }
    return stay({ ...state, grant: kept, peerPresent: grant.peer !== undefined }, { type: 'configure', grant: kept })
  }
  if (grant.peer === undefined) return waiting({ ...state, grant, peerPresent: false })
  // One connection per epoch: the numbering of offers starts anew with each, and the other side would mistake them.
  const usedUp = grant.epoch === state.builtEpoch
  if (usedUp) return lost({ ...state, grant, peerPresent: true }, state.phase === 'joining' ? askRebuild : rebuildLater)
  return build(explained(state, facts), grant)
}

const onTransport = (state: CallState, change: 'connected' | 'disconnected' | 'failed' | 'closed' | 'unsupported'): Step => {
  if (state.transport === 'none') return stay(state)
  switch (change) {
    case 'connected':
      return connected(state)
    case 'disconnected':
      return state.phase === 'connected' || state.phase === 'degraded' ? reconnect(state) : stay(state)
    case 'failed':
      return lost(state.transport === 'negotiating' ? { ...state, failure: state.failure ?? failure('call/blocked') } : state, rebuildLater)
    case 'unsupported':
      return lost({ ...state, failure: failure('call/unsupported') }, rebuildLater)
    case 'closed':
      return lost(state, rebuildLater)
  }
}

const onRetryTimer = (state: CallState): Step => {
  if (state.phase !== 'reconnecting') return stay(state)
  const retry = set('retry', callTimes.retryMs)
  if (state.socket === 'down' || !state.peerPresent) return stay(state, retry)
  if (state.restarts >= callTimes.retries) return askRebuild({ ...state, phase: 'rebuilding' })
  const asked = restart({ ...state, restarts: state.restarts + 1 })
  return stay(asked.state, ...asked.effects, retry)
}

const onGiveUp = (state: CallState): Step => {
  if (!state.peerPresent) return waiting(state)
  const given: CallState = { ...state, phase: 'chat-only', failure: state.failure ?? failure('call/blocked') }
  // An attempt under way has its own watchdog and is not thrown away.
  if (state.transport === 'negotiating') return stay(given)
  const later = rebuildLater(given)
  return stay(later.state, ...clear('retry'), ...later.effects)
}

const onTimer = (state: CallState, timer: CallTimer, facts: TransportFacts | undefined): Step => {
  switch (timer) {
    case 'negotiate':
      if (state.transport !== 'negotiating') return stay(state)
      return lost(explained(state, facts), state.phase === 'chat-only' ? rebuildLater : askRebuild)
    case 'stall':
      if (state.phase !== 'connected') return stay(state)
      return stay({ ...state, phase: 'degraded', troubled: true }, ...trouble(state), set('silence', callTimes.silenceMs))
    case 'silence':
      return state.phase === 'degraded' ? reconnect(state) : stay(state)
    case 'retry':
      return onRetryTimer(state)
    case 'rebuild':
      return state.phase === 'rebuilding' || state.phase === 'chat-only' ? askRebuild(state) : stay(state)
    case 'give-up':
      return onGiveUp(state)
    case 'quiet':
      return stay({ ...state, quiet: false })
  }
}

const onHeard = (state: CallState): Step => {
  if (state.transport !== 'open') return stay(state)
  if (state.phase === 'connected') return stay(state, set('stall', callTimes.stallMs))
  return connected(state)
}

const onSocket = (state: CallState, socket: 'up' | 'down'): Step => {
  const next = { ...state, socket }
  if (socket === 'down') return stay(next)
  const resend: CallEffect[] = state.transport === 'none' ? [] : [{ type: 'resend' }]
  const idle = state.transport === 'none' && (state.phase === 'rebuilding' || state.phase === 'chat-only')
  const more = idle ? askRebuild(next) : state.phase === 'reconnecting' ? restart(next) : stay(next)
  return stay(more.state, ...resend, ...more.effects)
}

const onPeer = (state: CallState, present: boolean): Step => {
  const next = { ...state, peerPresent: present }
  // Media outlives the other side's socket, so a call in which it flows is not given up.
  const kept = state.phase === 'connected' || state.phase === 'degraded' || state.phase === 'idle'
  if (!present) return kept ? stay(next) : waiting(next)
  if (state.phase === 'reconnecting') return restart(next)
  return state.phase === 'joining' && state.grant?.peer !== undefined ? askRebuild({ ...next, phase: 'rebuilding' }) : stay(next)
}

const onRetry = (state: CallState): Step => {
  if (!state.peerPresent) return stay(state)
  return state.transport === 'open' ? restart(state) : askRebuild({ ...state, backOffStep: 0 })
}

/**
 * One step of the call: what it becomes and what has to be done. Never throws; an event that does not fit changes nothing.
 * Time enters only as timer events, which the caller fires after the stated wait.
 */
export const stepCall = (state: CallState, event: CallEvent): Step => {
  if (state.phase === 'ended') return stay(state)
  switch (event.type) {
    case 'join':
      return stay(state.phase === 'idle' ? { ...state, phase: 'joining' } : state)
    case 'grant':
      return onGrant(state, event.grant, event.facts)
    case 'grant-refused':
      return state.phase === 'rebuilding' || (state.phase === 'chat-only' && state.transport === 'none') ? rebuildLater(state) : stay(state)
    case 'peer-left':
      return onPeer(state, false)
    case 'peer-joined':
      return onPeer(state, true)
    case 'heard':
      return onHeard(state)
    case 'socket':
      return onSocket(state, event.socket)
    case 'transport':
      return onTransport(state, event.change)
    case 'restart-please':
      return state.grant?.role === 'offerer' && !state.quiet ? restart(state) : stay(state)
    case 'retry':
      return onRetry(state)
    case 'start-over':
      return state.peerPresent && state.transport !== 'none' ? askRebuild(state) : stay(state)
    case 'timer':
      return onTimer(state, event.timer, event.facts)
    case 'close': {
      const end = waiting(state)
      return stay({ ...end.state, phase: 'ended', peerPresent: false }, ...end.effects)
    }
  }
}
