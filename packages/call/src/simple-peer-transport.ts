/// <reference path="./simple-peer-browser.d.ts" />
import SimplePeer from 'simple-peer/simplepeer.min.js'
import type { Instance, SignalData } from 'simple-peer'
import type { CandidatePayload, DescriptionPayload, TransportMessage } from './call-types.ts'
import type { StatEntry } from './quality.ts'
import { callLines, type CallTransport, type LocalTracks, type TransportNeeds } from './transport.ts'

const heartbeatMs = 400

const peerOffers = (needs: TransportNeeds): boolean => needs.grant.role === 'offerer'

/** The library offers neither ICE restarts, nor transceivers of the answerer, nor fresh servers. All private access is here. */
const connectionOf = (peer: Instance, finish: () => void): RTCPeerConnection => {
  const { _pc } = peer as unknown as { readonly _pc?: RTCPeerConnection }
  if (_pc !== undefined) return _pc
  finish()
  throw new Error('this browser refused to make a peer connection')
}

const setOfferOptions = (peer: Instance, options: RTCOfferOptions): void => {
  Object.assign(peer, { offerOptions: options })
}

let key: RTCCertificate | undefined

/** Makes the key of this page's connections while nobody waits for it. One that is not ready in time is made with the connection. */
export const prepareKey = async (): Promise<void> => {
  const curve: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' }
  key ??= await globalThis.RTCPeerConnection?.generateCertificate?.(curve).catch(() => undefined)
}

const configurationOf = (grant: TransportNeeds['grant']): RTCConfiguration => ({
  // Always given, even empty: the library's own default asks two public companies for our address.
  iceServers: [...grant.iceServers],
  iceTransportPolicy: grant.relayOnly ? 'relay' : 'all',
  // One path for all lines from the first offer on: a quarter of the candidates to gather, to send and to take.
  bundlePolicy: 'max-bundle',
})

const readCandidate = (data: SignalData): RTCIceCandidateInit | undefined => ('candidate' in data ? data.candidate : undefined)

/** What the library wants to say, as our message. Its requests to renegotiate are not ours: three lines are all there is. */
const messageOf = (data: SignalData, offer: number): TransportMessage | undefined => {
  const candidate = readCandidate(data)
  if (candidate !== undefined) {
    const { candidate: line = '', sdpMid = null, sdpMLineIndex = null } = candidate
    return { kind: 'candidate', payload: { offer, candidate: line, sdpMid, sdpMLineIndex } }
  }
  if ((data.type !== 'offer' && data.type !== 'answer') || !('sdp' in data) || data.sdp === undefined) return undefined
  return { kind: 'description', payload: { offer: data.type === 'offer' ? offer + 1 : offer, type: data.type, sdp: data.sdp } }
}

/** Descriptions and candidates, numbered so that a late or repeated one never reaches the library, which would end itself. */
class Exchange {
  readonly #peer: Instance
  readonly #pc: RTCPeerConnection
  readonly #offers: boolean
  readonly #tell: (message: TransportMessage) => void
  #offer = 0
  #description: DescriptionPayload | undefined
  #candidates: CandidatePayload[] = []

  constructor(peer: Instance, pc: RTCPeerConnection, needs: TransportNeeds) {
    this.#peer = peer
    this.#pc = pc
    this.#offers = peerOffers(needs)
    this.#tell = needs.onMessage
  }

  say(data: SignalData): void {
    const message = messageOf(data, this.#offer)
    if (message === undefined) return
    if (message.kind === 'candidate') {
      this.#candidates.push(message.payload)
    } else {
      this.#begin(message.payload.offer)
      this.#description = message.payload
      setOfferOptions(this.#peer, {})
    }
    this.#tell(message)
  }

  sayAgain(): void {
    if (this.#description !== undefined) this.#tell({ kind: 'description', payload: this.#description })
    for (const payload of this.#candidates) this.#tell({ kind: 'candidate', payload })
  }

  hear(message: TransportMessage): void {
    if (message.kind === 'description') return this.#offers ? this.#hearAnswer(message.payload) : this.#hearOffer(message.payload)
    const { offer, ...candidate } = message.payload
    // The connection queues it behind the description of the same number; one it cannot use is no reason to end a call.
    if (offer === this.#offer) void this.#pc.addIceCandidate(candidate).catch(() => undefined)
  }

  #hearAnswer(answer: DescriptionPayload): void {
    const awaited = answer.type === 'answer' && answer.offer === this.#offer && this.#pc.signalingState === 'have-local-offer'
    if (awaited) this.#peer.signal({ type: 'answer', sdp: answer.sdp })
  }

  #hearOffer(offer: DescriptionPayload): void {
    if (offer.type !== 'offer' || offer.offer < this.#offer) return
    if (offer.offer === this.#offer) return this.sayAgain()
    this.#begin(offer.offer)
    this.#peer.signal({ type: 'offer', sdp: offer.sdp })
  }

  #begin(offer: number): void {
    this.#offer = offer
    this.#description = undefined
    this.#candidates = []
  }
}

const watchRelay = (pc: RTCPeerConnection): { relayCandidates: number; turnRefused: boolean } => {
  const seen = { relayCandidates: 0, turnRefused: false }
  pc.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.type === 'relay') seen.relayCandidates += 1
  })
  pc.addEventListener('icecandidateerror', ({ errorCode }) => {
    // 701 is the browser's own "no reply"; real STUN refusals are below it.
    if (errorCode >= 400 && errorCode < 700) seen.turnRefused = true
  })
  return seen
}

/** What arrives, by what it shows. */
interface RemoteStreams {
  readonly person: MediaStream
  readonly screen: MediaStream
}

/** Fills the three lines with what this side sends; the answerer's come into being with the first offer. */
const fillLines = (pc: RTCPeerConnection, tracks: LocalTracks, remote: RemoteStreams): void => {
  for (const [index, line] of callLines.entries()) {
    const transceiver = pc.getTransceivers()[index]
    if (transceiver === undefined) continue
    // Said before the answer is made, so that a later grant needs no second offer.
    transceiver.direction = 'sendrecv'
    void transceiver.sender.replaceTrack(tracks[line]).catch(() => undefined)
    const stream = line === 'screen' ? remote.screen : remote.person
    stream.addTrack(transceiver.receiver.track)
  }
}

const beat = (peer: Instance): void => {
  if (!peer.connected || peer.bufferSize > 100) return
  try {
    peer.send('.')
  } catch {
    // The channel closed between the check and the send; its own event says so.
  }
}

/** A reload at the other end arrives as an aborted channel: a close, not a failure. */
const stopsQuietly = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_DATA_CHANNEL'

const negotiate = (peer: Instance): void => {
  // Public in the library, missing from its types.
  const { negotiate: run } = peer as unknown as { negotiate(): void }
  run.call(peer)
}

/** The library's end, once: whether it failed or was closed from the other side. Silent after `finish`. */
const watchEnd = (peer: Instance, needs: TransportNeeds): { over: () => boolean; finish: () => void } => {
  let over = false
  let failed = false
  const heartbeat = setInterval(() => beat(peer), heartbeatMs)
  const finish = (): void => {
    over = true
    clearInterval(heartbeat)
  }
  peer.on('error', (error) => {
    failed = !stopsQuietly(error)
  })
  peer.on('close', () => {
    if (over) return
    finish()
    needs.onChange(failed ? 'failed' : 'closed')
  })
  return { over: () => over, finish }
}

/** Every browser with WebRTC has Opus, VP8 and H.264, and many VP9; the rest would be written out, read and agreed upon for nothing. */
const spoken: Readonly<Record<'audio' | 'video', RegExp>> = { audio: /^audio\/opus$/i, video: /^video\/(vp8|vp9|h264|rtx)$/i }
const commonH264 = /packetization-mode=1;.*profile-level-id=42(e0|00)1f/

const codecsOf = (kind: 'audio' | 'video'): RTCRtpCodec[] =>
  (globalThis.RTCRtpReceiver?.getCapabilities(kind)?.codecs ?? []).filter(({ mimeType, sdpFmtpLine = '' }) =>
    spoken[kind].test(mimeType) && (!/h264$/i.test(mimeType) || commonH264.test(sdpFmtpLine)) && (!/vp9$/i.test(mimeType) || !/profile-id=[1-9]/.test(sdpFmtpLine)))

/** Fewer ways to say the same: the offer is a fraction as long. A browser that does not know this offers all it has. */
const shorten = (transceiver: RTCRtpTransceiver | undefined, kind: 'audio' | 'video'): void => {
  const codecs = codecsOf(kind)
  if (codecs.length > 0) transceiver?.setCodecPreferences?.(codecs)
}

const openLines = (peer: Instance, pc: RTCPeerConnection, needs: TransportNeeds, tracks: LocalTracks): RemoteStreams => {
  const remote = { person: new MediaStream(), screen: new MediaStream() }
  if (peerOffers(needs)) {
    for (const line of callLines) {
      const kind = line === 'mic' ? 'audio' : 'video'
      peer.addTransceiver(kind, { direction: 'sendrecv' })
      shorten(pc.getTransceivers().at(-1), kind)
    }
    fillLines(pc, tracks, remote)
  } else {
    pc.addEventListener('track', () => fillLines(pc, tracks, remote))
  }
  return remote
}

/** A connection over simple-peer. Throws when the browser has no WebRTC or refuses the servers it is given. */
export const createSimplePeerTransport = (needs: TransportNeeds): CallTransport => {
  const peer = new SimplePeer({ initiator: peerOffers(needs), config: { ...configurationOf(needs.grant), ...(key && { certificates: [key] }) } })
  const { over, finish } = watchEnd(peer, needs)
  const pc = connectionOf(peer, finish)
  const tracks = { ...needs.tracks }
  const relay = watchRelay(pc)
  const exchange = new Exchange(peer, pc, needs)
  peer.on('signal', (data) => over() || exchange.say(data))
  peer.on('data', () => over() || needs.onHeard())
  pc.addEventListener('connectionstatechange', () => {
    const state = pc.connectionState
    if (!over() && (state === 'connected' || state === 'disconnected')) needs.onChange(state)
  })

  const remote = openLines(peer, pc, needs, tracks)
  return {
    remoteStream: remote.person,
    remoteScreen: remote.screen,
    receive: (message) => {
      if (over()) return
      try {
        exchange.hear(message)
      } catch {
        // Nonsense from the other side ends this connection, never the room.
        peer.destroy(new Error('unusable signal'))
      }
    },
    setTrack: (line, track) => {
      tracks[line] = track
      const sender = pc.getTransceivers()[callLines.indexOf(line)]?.sender
      void sender?.replaceTrack(track).catch(() => undefined)
    },
    configure: (fresh) => {
      try {
        // With the key that it has: a configuration with another one is refused.
        pc.setConfiguration({ ...pc.getConfiguration(), ...configurationOf(fresh) })
      } catch {
        // A malformed server entry leaves the previous ones in force.
      }
    },
    restartIce: () => {
      if (over() || !peerOffers(needs)) return
      if (pc.signalingState !== 'stable') return exchange.sayAgain()
      setOfferOptions(peer, { iceRestart: true })
      negotiate(peer)
    },
    resend: () => {
      // An answer that was lost is said again when its offer arrives again.
      const waiting = pc.signalingState === 'have-local-offer' || pc.connectionState !== 'connected'
      if (!over() && waiting) exchange.sayAgain()
    },
    facts: () => ({ answered: pc.remoteDescription !== null, ...relay }),
    stats: async () => (over() ? [] : [...statValues(await pc.getStats())]),
    close: () => {
      if (over()) return
      finish()
      peer.destroy()
    },
  }
}

const statValues = (report: RTCStatsReport): IterableIterator<StatEntry> => (report as unknown as ReadonlyMap<string, StatEntry>).values()
