import { idleCall, stepCall, type CallEffect, type CallEvent, type CallState, type CallTimer } from './call-machine.ts'
import type { CallGrant, CallMessage, CallSignal, CallSnapshot, MediaState, Signalling } from './call-types.ts'
import { qualityBetween, readSample, unknownQuality, type LineSample } from './quality.ts'
import { createSignalGate, type Pairing } from './signal-gate.ts'
import { createSimplePeerTransport } from './simple-peer-transport.ts'
import type { CallLine, CallTransport, CreateTransport } from './transport.ts'

/**
 * What a call is made from. `tabId` names this tab to the server and to the peer.
 * `refreshGrant` asks the server: `restart` for the same epoch with fresh relay credentials, `rebuild` for the epoch after
 * the stated one (the same answer to both sides that ask). It may reject; the call tries again later.
 * `timers` and `createTransport` default to the real ones.
 */
export interface CallNeeds {
  readonly tabId: string
  readonly signalling: Signalling
  refreshGrant(why: { readonly reason: 'restart' | 'rebuild'; readonly epoch: number }): Promise<CallGrant>
  readonly timers?: CallTimers
  readonly createTransport?: CreateTransport
}

/** Where waiting comes from. */
export interface CallTimers {
  set(run: () => void, afterMs: number): unknown
  clear(handle: unknown): void
}

/**
 * A call between the two seats of a session, from one tab's point of view. Never throws into the room: whatever goes wrong
 * is in the snapshot. Tracks belong to the caller, who stops them.
 */
export interface Call {
  /** The present state; the same object until something changes. */
  snapshot(): CallSnapshot
  /** Calls back after every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void
  /** Shows that this tab is about to join; the grant follows. */
  join(): void
  /** Takes what the server granted or pushed. An older epoch than the present one is ignored. */
  applyGrant(grant: CallGrant): void
  /** The other seat's tab lost its line. Media goes on while it flows. */
  peerLeft(): void
  /** The same tab of the other seat is back on the line. */
  peerJoined(): void
  /** The line to the server broke or is back (after re-joining): what was lost meanwhile is said again. */
  setSocket(socket: 'up' | 'down'): void
  /** Sends this microphone from now on, or none. No renegotiation, at any time, before or during the call. */
  setMicrophone(track: MediaStreamTrack | undefined): void
  /** Sends this camera from now on, or none. No renegotiation. */
  setCamera(track: MediaStreamTrack | undefined): void
  /** Both at once, from one stream; a missing kind counts as none. */
  setLocalStream(stream: MediaStream | undefined): void
  /** Mutes without giving the microphone back; the other side is told. */
  setMuted(muted: boolean): void
  /** The person's own "try again". */
  restart(): void
  /** Leaves for good. The tracks keep running. */
  close(): void
}

const tickMs = 500
const qualityEveryTicks = 4

const realTimers: CallTimers = {
  set: (run, afterMs) => setTimeout(run, afterMs),
  clear: (handle) => clearTimeout(Number(handle)),
}

const isOn = (track: MediaStreamTrack | null): boolean => track !== null && track.enabled && track.readyState === 'live'
const silentMedia: MediaState = { mic: false, camera: false }

/** Makes a call. Nothing happens before `join` and the first grant. */
export const createCall = (needs: CallNeeds): Call => {
  const timers = needs.timers ?? realTimers
  const createTransport = needs.createTransport ?? createSimplePeerTransport
  const gate = createSignalGate()
  const running = new Map<CallTimer, unknown>()
  const listeners = new Set<() => void>()
  const tracks: Record<CallLine, MediaStreamTrack | null> = { mic: null, camera: null, screen: null }

  let state: CallState = idleCall
  let transport: CallTransport | undefined
  let seq = 0
  let remoteMedia = silentMedia
  let quality = unknownQuality
  let sample: LineSample | undefined
  let ticks = 0
  let heardThisTick = false
  let ticking: unknown
  let shown: CallSnapshot = compose()

  function compose(): CallSnapshot {
    return {
      phase: state.phase,
      socket: state.socket,
      local: { mic: isOn(tracks.mic), camera: isOn(tracks.camera) },
      remote: { ...remoteMedia, present: state.peerPresent, stream: transport?.remoteStream },
      quality,
      ...(state.failure && { failure: state.failure }),
    }
  }

  const publish = (): void => {
    const next = compose()
    if (JSON.stringify(next) === JSON.stringify(shown) && next.remote.stream === shown.remote.stream) return
    shown = next
    for (const listener of [...listeners]) listener()
  }

  const pairing = (): Pairing | undefined => {
    const { grant } = state
    return grant?.peer === undefined ? undefined : { self: needs.tabId, peer: grant.peer, epoch: grant.epoch }
  }

  const send = (message: CallMessage): void => {
    const pair = pairing()
    // What is said into a broken line is said again by `resend`.
    if (pair === undefined || state.socket === 'down') return
    seq += 1
    const signal: CallSignal = { ...message, to: pair.peer, from: pair.self, epoch: pair.epoch, seq }
    needs.signalling.send(signal)
  }

  const announce = (): void => send({ kind: 'state', payload: { mic: isOn(tracks.mic), camera: isOn(tracks.camera) } })

  const hear = (signal: CallSignal): void => {
    switch (signal.kind) {
      case 'state':
        remoteMedia = signal.payload
        return publish()
      case 'restart-please':
        return dispatch({ type: 'restart-please' })
      default:
        return transport?.receive(signal)
    }
  }

  const tearDown = (): void => {
    const old = transport
    transport = undefined
    sample = undefined
    quality = unknownQuality
    remoteMedia = silentMedia
    if (ticking !== undefined) timers.clear(ticking)
    ticking = undefined
    old?.close()
  }

  const build = (grant: CallGrant): void => {
    tearDown()
    try {
      // A late callback of a connection that was replaced meanwhile must not touch its successor.
      const current = (run: () => void): void => (transport === built ? run() : undefined)
      const built: CallTransport = createTransport({
        grant,
        tracks,
        onMessage: (message) => current(() => send(message)),
        onChange: (change) =>
          current(() => {
            dispatch({ type: 'transport', change })
            if (change === 'connected') announce()
          }),
        onHeard: () =>
          current(() => {
            heardThisTick = true
            dispatch({ type: 'heard' })
          }),
      })
      transport = built
    } catch {
      return dispatch({ type: 'transport', change: 'unsupported' })
    }
    announce()
    scheduleTick()
    const pair = pairing()
    if (pair !== undefined) for (const signal of gate.open(pair)) hear(signal)
  }

  const grant = (granted: CallGrant): void => {
    const facts = transport?.facts()
    dispatch(facts === undefined ? { type: 'grant', grant: granted } : { type: 'grant', grant: granted, facts })
  }

  const restart = async (): Promise<void> => {
    const asked = transport
    const epoch = state.grant?.epoch ?? 0
    try {
      grant(await needs.refreshGrant({ reason: 'restart', epoch }))
    } catch {
      // The old credentials may still do.
    }
    if (asked === undefined || transport !== asked) return
    if (state.grant?.role === 'offerer') asked.restartIce()
    else send({ kind: 'restart-please', payload: {} })
  }

  const askRebuild = async (epoch: number): Promise<void> => {
    try {
      grant(await needs.refreshGrant({ reason: 'rebuild', epoch }))
    } catch {
      dispatch({ type: 'grant-refused' })
    }
  }

  const clearTimer = (timer: CallTimer): void => {
    if (running.has(timer)) timers.clear(running.get(timer))
    running.delete(timer)
  }

  const setTimer = (timer: CallTimer, afterMs: number): void => {
    clearTimer(timer)
    const fire = (): void => {
      running.delete(timer)
      const facts = transport?.facts()
      dispatch(facts === undefined ? { type: 'timer', timer } : { type: 'timer', timer, facts })
    }
    running.set(timer, timers.set(fire, afterMs))
  }

  const perform = (effect: CallEffect): void => {
    switch (effect.type) {
      case 'set-timer':
        return setTimer(effect.timer, effect.afterMs)
      case 'clear-timer':
        return clearTimer(effect.timer)
      case 'build':
        return build(effect.grant)
      case 'configure':
        return transport?.configure(effect.grant)
      case 'tear-down':
        return tearDown()
      case 'resend':
        transport?.resend()
        return announce()
      case 'restart':
        return void restart()
      case 'ask-rebuild':
        return void askRebuild(effect.epoch)
    }
  }

  const dispatch = (event: CallEvent): void => {
    const step = stepCall(state, event)
    state = step.state
    for (const effect of step.effects) perform(effect)
    publish()
  }

  const measure = async (watched: CallTransport): Promise<void> => {
    const next = readSample(await watched.stats())
    if (transport !== watched) return
    if (next.bytesReceived > (sample?.bytesReceived ?? 0)) dispatch({ type: 'heard' })
    if (ticks % qualityEveryTicks !== 0) {
      sample = { ...next, received: sample?.received ?? 0, lost: sample?.lost ?? 0 }
      return
    }
    quality = qualityBetween(sample, next)
    sample = next
    publish()
  }

  const scheduleTick = (): void => {
    const watched = transport
    if (watched === undefined) return
    ticking = timers.set(() => {
      ticks += 1
      const quiet = !heardThisTick
      heardThisTick = false
      // Reading statistics costs; a heartbeat that came says the same.
      const look = quiet || ticks % qualityEveryTicks === 0 ? measure(watched).catch(() => undefined) : Promise.resolve()
      void look.then(() => (transport === watched ? scheduleTick() : undefined))
    }, tickMs)
  }

  const mediaChanged = (): void => {
    announce()
    publish()
  }

  const setTrack = (line: 'mic' | 'camera', track: MediaStreamTrack | undefined): void => {
    tracks[line] = track ?? null
    track?.addEventListener('ended', mediaChanged, { once: true })
    transport?.setTrack(line, tracks[line])
    mediaChanged()
  }

  const stopListening = needs.signalling.onSignal((arrival) => {
    const signal = gate.admit(arrival, pairing())
    if (signal !== undefined) hear(signal)
  })

  return {
    snapshot: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    join: () => dispatch({ type: 'join' }),
    applyGrant: grant,
    peerLeft: () => dispatch({ type: 'peer-left' }),
    peerJoined: () => dispatch({ type: 'peer-joined' }),
    setSocket: (socket) => dispatch({ type: 'socket', socket }),
    setMicrophone: (track) => setTrack('mic', track),
    setCamera: (track) => setTrack('camera', track),
    setLocalStream: (stream) => {
      setTrack('mic', stream?.getAudioTracks()[0])
      setTrack('camera', stream?.getVideoTracks()[0])
    },
    setMuted: (muted) => {
      if (tracks.mic !== null) tracks.mic.enabled = !muted
      mediaChanged()
    },
    restart: () => dispatch({ type: 'retry' }),
    close: () => {
      stopListening()
      dispatch({ type: 'close' })
    },
  }
}
