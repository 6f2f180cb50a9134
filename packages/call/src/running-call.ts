import type { Call, CallNeeds, CallTimers } from './call.ts'
import { idleCall, stepCall, type CallEffect, type CallEvent, type CallState, type CallTimer } from './call-machine.ts'
import type { CallGrant, CallMessage, CallQuality, CallSignal, CallSnapshot, MediaState, PictureWish } from './call-types.ts'
import { watchLine, type LineWatch } from './line-watch.ts'
import { heldBy, picturesAfter, startPictures } from './pictures.ts'
import { unknownQuality } from './quality.ts'
import { createSignalGate, type Pairing } from './signal-gate.ts'
import { createSimplePeerTransport, prepareKey } from './simple-peer-transport.ts'
import type { CallLine, CallTransport, CreateTransport, LocalTracks } from './transport.ts'

const realTimers: CallTimers = {
  set: (run, afterMs) => setTimeout(run, afterMs),
  clear: (handle) => clearTimeout(Number(handle)),
}

const silentMedia: MediaState = { mic: false, camera: false, screen: false, audioOnly: false }
const isOn = (track: MediaStreamTrack | null): boolean => track !== null && track.enabled && track.readyState === 'live'

/** The machine's hands: does what it wants done, and tells it what happened. Every decision is the machine's. */
class RunningCall implements Call {
  readonly #needs: CallNeeds
  readonly #timers: CallTimers
  readonly #createTransport: CreateTransport
  readonly #gate = createSignalGate()
  readonly #watchdogs = new Map<CallTimer, unknown>()
  readonly #listeners = new Set<() => void>()
  readonly #tracks: Record<CallLine, MediaStreamTrack | null> = { mic: null, camera: null, screen: null }
  readonly #stopListening: () => void
  #state: CallState = idleCall
  #transport: CallTransport | undefined
  #watch: LineWatch | undefined
  #seq = 0
  #remoteMedia = silentMedia
  #quality = unknownQuality
  #pictures = startPictures
  #relayOnly = false
  #serverRelayOnly = false
  #builtRelayOnly = false
  #shown: CallSnapshot

  constructor(needs: CallNeeds) {
    this.#needs = needs
    this.#timers = needs.timers ?? realTimers
    this.#createTransport = needs.createTransport ?? createSimplePeerTransport
    if (needs.createTransport === undefined) void prepareKey()
    this.#shown = this.#compose()
    this.#stopListening = needs.signalling.onSignal((arrival) => {
      const signal = this.#gate.admit(arrival, this.#pairing())
      if (signal !== undefined) this.#hear(signal)
    })
  }

  readonly snapshot = (): CallSnapshot => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly join = (): void => this.#dispatch({ type: 'join' })
  readonly peerLeft = (): void => this.#dispatch({ type: 'peer-left' })
  readonly peerJoined = (): void => {
    this.#dispatch({ type: 'peer-joined' })
    this.#obeyRelayRule()
  }
  readonly setSocket = (socket: 'up' | 'down'): void => {
    this.#dispatch({ type: 'socket', socket })
    if (socket === 'up') this.#obeyRelayRule()
  }
  readonly restart = (): void => this.#dispatch({ type: 'retry' })

  readonly applyGrant = (granted: CallGrant): void => {
    this.#serverRelayOnly = granted.relayOnly
    const grant = { ...granted, relayOnly: granted.relayOnly || this.#relayOnly }
    const facts = this.#transport?.facts()
    this.#dispatch(facts === undefined ? { type: 'grant', grant } : { type: 'grant', grant, facts })
    // The rule may be new, or the other person, without whom nothing can be built, may only be here now.
    if (granted.epoch === this.#state.grant?.epoch) this.#obeyRelayRule()
  }

  readonly setMicrophone = (track: MediaStreamTrack | undefined): void => this.#setTrack('mic', track)
  readonly setCamera = (track: MediaStreamTrack | undefined): void => this.#setTrack('camera', track)

  readonly setLocalStream = (stream: MediaStream | undefined): void => {
    this.#setTrack('mic', stream?.getAudioTracks()[0])
    this.#setTrack('camera', stream?.getVideoTracks()[0])
  }

  readonly setScreen = (track: MediaStreamTrack | undefined): void => {
    if (track !== undefined) track.contentHint = 'detail'
    this.#setTrack('screen', track)
  }

  readonly setPictures = (wish: PictureWish): void => {
    this.#pictures = { ...startPictures, wish }
    this.#picturesChanged()
  }

  readonly setRelayOnly = (relayOnly: boolean): void => {
    if (this.#relayOnly === relayOnly) return
    this.#relayOnly = relayOnly
    this.#obeyRelayRule()
    this.#publish()
  }

  /** Only a new connection forgets the addresses that the old one found: browsers keep a direct path through an ICE restart. */
  #obeyRelayRule(): void {
    const rule = this.#serverRelayOnly || this.#relayOnly
    if (this.#transport !== undefined && this.#builtRelayOnly !== rule) this.#dispatch({ type: 'start-over' })
  }

  readonly setMuted = (muted: boolean): void => {
    if (this.#tracks.mic !== null) this.#tracks.mic.enabled = !muted
    this.#mediaChanged()
  }

  readonly close = (): void => {
    this.#stopListening()
    this.#dispatch({ type: 'close' })
  }

  #dispatch(event: CallEvent): void {
    const step = stepCall(this.#state, event)
    this.#state = step.state
    for (const effect of step.effects) this.#perform(effect)
    this.#publish()
  }

  #perform(effect: CallEffect): void {
    switch (effect.type) {
      case 'set-timer':
        return this.#setWatchdog(effect.timer, effect.afterMs)
      case 'clear-timer':
        return this.#clearWatchdog(effect.timer)
      case 'build':
        return this.#build(effect.grant)
      case 'configure':
        return this.#transport?.configure(effect.grant)
      case 'tear-down':
        return this.#tearDown()
      case 'resend':
        this.#transport?.resend()
        return this.#announce()
      case 'restart':
        return void this.#restartIce()
      case 'ask-rebuild':
        return void this.#askRebuild(effect.epoch)
    }
  }

  #setWatchdog(timer: CallTimer, afterMs: number): void {
    this.#clearWatchdog(timer)
    const fire = (): void => {
      this.#watchdogs.delete(timer)
      const facts = this.#transport?.facts()
      this.#dispatch(facts === undefined ? { type: 'timer', timer } : { type: 'timer', timer, facts })
    }
    this.#watchdogs.set(timer, this.#timers.set(fire, afterMs))
  }

  #clearWatchdog(timer: CallTimer): void {
    if (this.#watchdogs.has(timer)) this.#timers.clear(this.#watchdogs.get(timer))
    this.#watchdogs.delete(timer)
  }

  #build(grant: CallGrant): void {
    this.#tearDown()
    try {
      this.#transport = this.#connect(grant)
    } catch {
      return this.#dispatch({ type: 'transport', change: 'unsupported' })
    }
    this.#announce()
    const pairing = this.#pairing()
    if (pairing !== undefined) for (const signal of this.#gate.open(pairing)) this.#hear(signal)
  }

  #connect(grant: CallGrant): CallTransport {
    this.#builtRelayOnly = grant.relayOnly
    // A late callback of a connection that was replaced meanwhile must not touch its successor.
    const current = (run: () => void): void => (this.#transport === built ? run() : undefined)
    const built: CallTransport = this.#createTransport({
      grant,
      tracks: this.#sent(),
      onMessage: (message) => current(() => this.#send(message)),
      onChange: (change) =>
        current(() => {
          this.#dispatch({ type: 'transport', change })
          if (change === 'connected') this.#announce()
        }),
      onHeard: () =>
        current(() => {
          this.#watch?.heard()
          this.#dispatch({ type: 'heard' })
        }),
    })
    this.#watch = watchLine({
      timers: this.#timers,
      stats: () => built.stats(),
      onHeard: () => this.#dispatch({ type: 'heard' }),
      onQuality: (quality) => this.#measured(quality),
    })
    return built
  }

  #tearDown(): void {
    const old = this.#transport
    this.#watch?.stop()
    this.#watch = undefined
    this.#transport = undefined
    this.#quality = unknownQuality
    this.#remoteMedia = silentMedia
    old?.close()
  }

  #measured(quality: CallQuality): void {
    this.#quality = quality
    const before = this.#pictures
    this.#pictures = picturesAfter(before, quality.tier)
    if (before.poor === this.#pictures.poor) this.#publish()
    else this.#picturesChanged()
  }

  /** Sends the camera or holds it back, and says so. */
  #picturesChanged(): void {
    this.#transport?.setTrack('camera', this.#sent().camera)
    this.#mediaChanged()
  }

  /** What goes out: everything there is, but no camera while it is held back. */
  #sent(): LocalTracks {
    return { ...this.#tracks, ...(this.#heldBy() && { camera: null }) }
  }

  #heldBy(): CallSnapshot['pictures']['heldBy'] {
    return heldBy(this.#pictures, this.#remoteMedia.audioOnly)
  }

  async #restartIce(): Promise<void> {
    const asked = this.#transport
    const epoch = this.#state.grant?.epoch ?? 0
    try {
      this.applyGrant(await this.#needs.refreshGrant({ reason: 'restart', epoch }))
    } catch {
      // The old credentials may still do.
    }
    if (asked === undefined || this.#transport !== asked) return
    if (this.#state.grant?.role === 'offerer') asked.restartIce()
    else this.#send({ kind: 'restart-please', payload: {} })
  }

  async #askRebuild(epoch: number): Promise<void> {
    try {
      this.applyGrant(await this.#needs.refreshGrant({ reason: 'rebuild', epoch }))
    } catch {
      this.#dispatch({ type: 'grant-refused' })
    }
  }

  #pairing(): Pairing | undefined {
    const { grant } = this.#state
    return grant?.peer === undefined ? undefined : { self: this.#needs.tabId, peer: grant.peer, epoch: grant.epoch }
  }

  #send(message: CallMessage): void {
    const pairing = this.#pairing()
    // What is said into a broken line is said again by `resend`.
    if (pairing === undefined || this.#state.socket === 'down') return
    this.#seq += 1
    this.#needs.signalling.send({ ...message, to: pairing.peer, from: pairing.self, epoch: pairing.epoch, seq: this.#seq })
  }

  #hear(signal: CallSignal): void {
    switch (signal.kind) {
      case 'state':
        this.#remoteMedia = signal.payload
        return this.#follow()
      case 'restart-please':
        return this.#dispatch({ type: 'restart-please' })
      default:
        return this.#transport?.receive(signal)
    }
  }

  /** The other side may have asked for audio alone, or for pictures again. */
  #follow(): void {
    if (this.#shown.pictures.heldBy === this.#heldBy()) this.#publish()
    else this.#picturesChanged()
  }

  #setTrack(line: CallLine, track: MediaStreamTrack | undefined): void {
    this.#tracks[line] = track ?? null
    // Unplugged, or the permission taken back.
    track?.addEventListener('ended', () => this.#mediaChanged(), { once: true })
    this.#transport?.setTrack(line, this.#sent()[line])
    this.#mediaChanged()
  }

  #localMedia(): MediaState {
    const { mic, camera, screen } = this.#sent()
    const held = this.#heldBy()
    return { mic: isOn(mic), camera: isOn(camera), screen: isOn(screen), audioOnly: held === 'line' || held === 'choice' }
  }

  #announce(): void {
    this.#send({ kind: 'state', payload: this.#localMedia() })
  }

  #mediaChanged(): void {
    this.#announce()
    this.#publish()
  }

  #compose(): CallSnapshot {
    const { phase, socket, peerPresent, failure, grant } = this.#state
    return {
      phase,
      socket,
      local: this.#localMedia(),
      remote: {
        ...this.#remoteMedia,
        present: peerPresent,
        stream: this.#transport?.remoteStream,
        screenStream: this.#transport?.remoteScreen,
      },
      quality: this.#quality,
      pictures: { wish: this.#pictures.wish, heldBy: this.#heldBy(), offered: this.#pictures.offered },
      relayOnly: this.#relayOnly || grant?.relayOnly === true,
      ...(failure && { failure }),
    }
  }

  #publish(): void {
    const next = this.#compose()
    const same = JSON.stringify(next) === JSON.stringify(this.#shown) && next.remote.stream === this.#shown.remote.stream
    if (same) return
    this.#shown = next
    for (const listener of [...this.#listeners]) listener()
  }
}

/** Makes a call. Nothing happens before `join` and the first grant. */
export const createCall = (needs: CallNeeds): Call => new RunningCall(needs)
