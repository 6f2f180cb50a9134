/// <reference path="./simple-peer-browser.d.ts" />
import SimplePeer from 'simple-peer/simplepeer.min.js'
import type { Instance, SignalData } from 'simple-peer'
import type { CandidatePayload, DescriptionPayload, TransportMessage } from './call-types.ts'
import type { StatEntry } from './quality.ts'
import { callLines, type CallLine, type CallTransport, type LocalTracks, type TransportNeeds } from './transport.ts'

const heartbeatMs = 400

/** The library offers neither ICE restarts, nor transceivers of the answerer, nor fresh servers. All private access is here. */
const connectionOf = (peer: Instance): RTCPeerConnection => {
  const { _pc } = peer as unknown as { readonly _pc?: RTCPeerConnection }
  if (_pc === undefined) throw new Error('this browser refused to make a peer connection')
  return _pc
}

const setOfferOptions = (peer: Instance, options: RTCOfferOptions): void => {
  Object.assign(peer, { offerOptions: options })
}

const configurationOf = (grant: TransportNeeds['grant']): RTCConfiguration => ({
  // Always given, even empty: the library's own default asks two public companies for our address.
  iceServers: [...grant.iceServers],
  iceTransportPolicy: grant.relayOnly ? 'relay' : 'all',
})

/** The descriptions and candidates said and heard, numbered so that a late or repeated one never reaches the library. */
interface Exchange {
  offer: number
  said: DescriptionPayload | undefined
  readonly candidates: CandidatePayload[]
}

const readCandidate = (data: SignalData): RTCIceCandidateInit | undefined => ('candidate' in data ? data.candidate : undefined)

/** What the library wants to say, as our messages. Its requests to renegotiate are not ours: three lines are all there is. */
const messageOf = (data: SignalData, exchange: Exchange): TransportMessage | undefined => {
  const candidate = readCandidate(data)
  if (candidate !== undefined) {
    const { candidate: line = '', sdpMid = null, sdpMLineIndex = null } = candidate
    return { kind: 'candidate', payload: { offer: exchange.offer, candidate: line, sdpMid, sdpMLineIndex } }
  }
  if ((data.type !== 'offer' && data.type !== 'answer') || !('sdp' in data) || data.sdp === undefined) return undefined
  const offer = data.type === 'offer' ? exchange.offer + 1 : exchange.offer
  return { kind: 'description', payload: { offer, type: data.type, sdp: data.sdp } }
}

const remember = (exchange: Exchange, message: TransportMessage): void => {
  if (message.kind === 'candidate') {
    exchange.candidates.push(message.payload)
    return
  }
  exchange.offer = message.payload.offer
  exchange.said = message.payload
  exchange.candidates.length = 0
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

/** Fills the three lines with what this side sends; the answerer's come into being with the first offer. */
const fillLines = (pc: RTCPeerConnection, tracks: LocalTracks, remoteStream: MediaStream): void => {
  for (const [index, line] of callLines.entries()) {
    const transceiver = pc.getTransceivers()[index]
    if (transceiver === undefined) continue
    // Said before the answer is made, so that a later grant needs no second offer.
    transceiver.direction = 'sendrecv'
    void transceiver.sender.replaceTrack(tracks[line]).catch(() => undefined)
    if (line !== 'screen') remoteStream.addTrack(transceiver.receiver.track)
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

const stopsQuietly = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_DATA_CHANNEL'

/** A connection over simple-peer. Throws when the browser has no WebRTC or refuses the servers it is given. */
export const createSimplePeerTransport = (needs: TransportNeeds): CallTransport => {
  const { grant } = needs
  const offers = grant.role === 'offerer'
  const peer = new SimplePeer({ initiator: offers, config: configurationOf(grant) })
  let over = false
  let failed = false
  peer.on('error', (error) => {
    // A reload at the other end arrives as an aborted channel: a close, not a failure.
    failed = !stopsQuietly(error)
  })
  const pc = connectionOf(peer)
  const tracks = { ...needs.tracks }
  const remoteStream = new MediaStream()
  const relay = watchRelay(pc)
  const exchange: Exchange = { offer: 0, said: undefined, candidates: [] }
  const heartbeat = setInterval(() => beat(peer), heartbeatMs)

  const finish = (): void => {
    over = true
    clearInterval(heartbeat)
  }
  const alive = (tell: () => void) => (): void => {
    if (!over) tell()
  }

  const say = (data: SignalData): void => {
    const message = over ? undefined : messageOf(data, exchange)
    if (message === undefined) return
    remember(exchange, message)
    if (message.kind === 'description') setOfferOptions(peer, {})
    needs.onMessage(message)
  }
  const resend = (): void => {
    if (exchange.said !== undefined) needs.onMessage({ kind: 'description', payload: exchange.said })
    for (const payload of exchange.candidates) needs.onMessage({ kind: 'candidate', payload })
  }

  const receiveDescription = (payload: DescriptionPayload): void => {
    if (offers) {
      // The library destroys itself on an answer nobody waits for.
      if (payload.type === 'answer' && payload.offer === exchange.offer && pc.signalingState === 'have-local-offer') peer.signal(payload)
      return
    }
    if (payload.type !== 'offer' || payload.offer < exchange.offer) return
    if (payload.offer === exchange.offer) return resend()
    exchange.offer = payload.offer
    exchange.said = undefined
    exchange.candidates.length = 0
    peer.signal({ type: 'offer', sdp: payload.sdp })
  }
  const receiveCandidate = ({ offer, ...candidate }: CandidatePayload): void => {
    // The connection queues it behind the description of the same number; one it cannot use is no reason to end a call.
    if (offer === exchange.offer) void pc.addIceCandidate(candidate).catch(() => undefined)
  }

  peer.on('signal', say)
  peer.on('data', alive(needs.onHeard))
  peer.on('close', () => {
    if (over) return
    finish()
    needs.onChange(failed ? 'failed' : 'closed')
  })
  pc.addEventListener('connectionstatechange', () => {
    const state = pc.connectionState
    if (!over && (state === 'connected' || state === 'disconnected')) needs.onChange(state)
  })
  if (offers) {
    for (const line of callLines) peer.addTransceiver(line === 'mic' ? 'audio' : 'video', { direction: 'sendrecv' })
    fillLines(pc, tracks, remoteStream)
  } else {
    pc.addEventListener('track', () => fillLines(pc, tracks, remoteStream))
  }

  return {
    remoteStream,
    receive: (message) => {
      if (over) return
      try {
        if (message.kind === 'description') receiveDescription(message.payload)
        else receiveCandidate(message.payload)
      } catch {
        // Nonsense from the other side ends this connection, never the room.
        peer.destroy(new Error('unusable signal'))
      }
    },
    setTrack: (line: CallLine, track) => {
      tracks[line] = track
      const sender = pc.getTransceivers()[callLines.indexOf(line)]?.sender
      void sender?.replaceTrack(track).catch(() => undefined)
    },
    configure: (fresh) => {
      try {
        pc.setConfiguration({ ...pc.getConfiguration(), ...configurationOf(fresh) })
      } catch {
        // A malformed server entry leaves the previous ones in force.
      }
    },
    restartIce: () => {
      if (over || !offers) return
      if (pc.signalingState !== 'stable') return resend()
      setOfferOptions(peer, { iceRestart: true })
      Reflect.apply(negotiateOf(peer), peer, [])
    },
    resend: () => {
      // An answer that was lost is said again when its offer arrives again.
      const waiting = pc.signalingState === 'have-local-offer' || pc.connectionState !== 'connected'
      if (!over && waiting) resend()
    },
    facts: () => ({ answered: pc.remoteDescription !== null, ...relay }),
    stats: async () => (over ? [] : [...statValues(await pc.getStats())]),
    close: () => {
      if (over) return
      finish()
      peer.destroy()
    },
  }
}

/** `negotiate` is public in the library and missing from its types. */
const negotiateOf = (peer: Instance): (() => void) => (peer as unknown as { negotiate(): void }).negotiate

const statValues = (report: RTCStatsReport): IterableIterator<StatEntry> => (report as unknown as ReadonlyMap<string, StatEntry>).values()
