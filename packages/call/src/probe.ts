/** One way to a server outside the page, as it may be tried alone. `tls` is TLS over TCP. */
export interface ProbedWay {
  readonly url: string
  readonly kind: 'stun' | 'turn'
  readonly transport: 'udp' | 'tcp' | 'tls'
}

/**
 * What came of a try. `reached`: it answered as it should. `refused`: it answered and said no. `unreachable`: no answer in
 * eight seconds. `blocked`: the relay gave addresses, but carries nothing between them.
 */
export interface ProbeResult {
  readonly outcome: 'reached' | 'refused' | 'unreachable' | 'blocked'
  readonly tookMs: number
  /** The server's own number for its refusal, such as 401 for a wrong secret. */
  readonly code?: number
}

const patienceMs = 8_000

const transportOf = (url: string): ProbedWay['transport'] => {
  if (url.startsWith('turns:')) return 'tls'
  return url.includes('transport=tcp') ? 'tcp' : 'udp'
}

const stunOf = (url: string): string | undefined => (transportOf(url) === 'udp' ? url.replace(/^turn:/, 'stun:').replace(/\?.*$/, '') : undefined)

const distinct = (urls: readonly string[]): readonly string[] => [...new Set(urls)]

/** The ways that are worth a try each: every relay address as it was configured, and asking the same server for one's own address. */
export const waysOf = (servers: readonly RTCIceServer[]): readonly ProbedWay[] => {
  const urls = servers.flatMap((server) => server.urls)
  const relays = urls.filter((url) => /^turns?:/.test(url))
  const stuns = [...urls.filter((url) => url.startsWith('stun:')), ...relays.flatMap((url) => stunOf(url) ?? [])]
  return [
    ...distinct(stuns).map((url) => ({ url, kind: 'stun', transport: 'udp' }) as const),
    ...distinct(relays).map((url) => ({ url, kind: 'turn', transport: transportOf(url) }) as const),
  ]
}

/** Runs a try under a clock and its own end; whatever it opened is closed. */
const underClock = (start: (end: (result: Omit<ProbeResult, 'tookMs'>) => void, give: (connection: RTCPeerConnection) => void) => void): Promise<ProbeResult> =>
  new Promise((resolve) => {
    const opened: RTCPeerConnection[] = []
    const startedAt = performance.now()
    const end = (result: Omit<ProbeResult, 'tookMs'>): void => {
      clearTimeout(timer)
      for (const connection of opened) connection.close()
      resolve({ ...result, tookMs: Math.round(performance.now() - startedAt) })
    }
    const timer = setTimeout(() => end({ outcome: 'unreachable' }), patienceMs)
    try {
      start(end, (connection) => opened.push(connection))
    } catch {
      end({ outcome: 'unreachable' })
    }
  })

/** STUN refusals are below 700; 701 is the browser's own word for silence. */
const isRefusal = (code: number): boolean => code >= 300 && code < 700

const gather = (connection: RTCPeerConnection): void => {
  connection.createDataChannel('probe')
  connection.setLocalDescription().catch(() => undefined)
}

/** Tries one way alone. Takes at most eight seconds, never rejects. */
export const probeWay = (way: ProbedWay, servers: readonly RTCIceServer[]): Promise<ProbeResult> =>
  underClock((end, give) => {
    const keys = servers.find((server) => [server.urls].flat().includes(way.url))
    const connection = new RTCPeerConnection({
      iceServers: [way.kind === 'turn' ? { ...keys, urls: way.url } : { urls: way.url }],
      iceTransportPolicy: way.kind === 'turn' ? 'relay' : 'all',
    })
    give(connection)
    const wanted = way.kind === 'turn' ? 'relay' : 'srflx'
    let failed = false
    connection.addEventListener('icecandidateerror', ({ errorCode }) => {
      failed = true
      if (isRefusal(errorCode)) end({ outcome: 'refused', code: errorCode })
    })
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === wanted) end({ outcome: 'reached' })
    })
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState !== 'complete') return
      // An address that no router rewrites comes as no candidate of its own: the server answered, and there was nothing to add.
      end({ outcome: way.kind === 'stun' && !failed ? 'reached' : 'unreachable' })
    })
    gather(connection)
  })

const handOver = (from: RTCPeerConnection, to: RTCPeerConnection): void =>
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) void to.addIceCandidate(candidate).catch(() => undefined)
  })

const shakeHands = async (a: RTCPeerConnection, b: RTCPeerConnection): Promise<void> => {
  await a.setLocalDescription()
  if (a.localDescription) await b.setRemoteDescription(a.localDescription)
  await b.setLocalDescription()
  if (b.localDescription) await a.setRemoteDescription(b.localDescription)
}

/**
 * Sends a word from this page to itself through the relay, on every way the servers offer: what a call between two people
 * who cannot reach each other needs, and nothing less. Takes at most eight seconds, never rejects.
 */
export const probeRelay = (servers: readonly RTCIceServer[]): Promise<ProbeResult> =>
  underClock((end, give) => {
    const [a, b] = [0, 1].map(() => new RTCPeerConnection({ iceServers: [...servers], iceTransportPolicy: 'relay' })) as [RTCPeerConnection, RTCPeerConnection]
    const seen = { relays: 0, refusal: 0 }
    const giveUp = (): void => {
      if (seen.relays > 0) return end({ outcome: 'blocked' })
      end(seen.refusal > 0 ? { outcome: 'refused', code: seen.refusal } : { outcome: 'unreachable' })
    }
    for (const connection of [a, b]) {
      give(connection)
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type === 'relay') seen.relays += 1
        // Gathered, and nothing was had: no call would fare better.
        else if (candidate === null && seen.relays === 0) giveUp()
      })
      connection.addEventListener('icecandidateerror', ({ errorCode }) => {
        if (isRefusal(errorCode)) seen.refusal = errorCode
      })
      connection.addEventListener('connectionstatechange', () => {
        if (connection.connectionState === 'failed') giveUp()
      })
    }
    handOver(a, b)
    handOver(b, a)
    const channel = a.createDataChannel('probe')
    channel.addEventListener('open', () => channel.send('word'))
    channel.addEventListener('message', () => end({ outcome: 'reached' }))
    b.addEventListener('datachannel', ({ channel: other }) => other.addEventListener('message', ({ data }) => other.send(String(data))))
    void shakeHands(a, b).catch(giveUp)
  })
