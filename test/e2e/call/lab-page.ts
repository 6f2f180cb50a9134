import {
  createCall, createMeter, listDevices, openMedia, openScreen, playTestTone, probeRelay, probeWay, setNoiseSuppression, type Call, type CallGrant, type CallSnapshot, type DeviceWish, type PictureWish, type ProbeResult, waysOf,
} from '@unanimous/call'
import type { ToLab, ToPage, WireGrant } from './lab-protocol.ts'

/** What a test drives in each of the two pages. */
export interface LabWindow {
  readonly tab: string
  start(seat: string): void
  open(wish: { mic: DeviceWish; camera: DeviceWish }): Promise<{ problems: object; camera: string | undefined }>
  cameraOff(): void
  mute(muted: boolean): void
  /** Shares the screen; gives what the browser was told about it. */
  shareScreen(): Promise<{ problem: string | undefined; hint: string | undefined }>
  /** As the browser's own "Stop sharing" does it. */
  stopScreenInBrowser(): void
  stopScreen(): void
  screenFrames(): number
  pictures(wish: PictureWish): void
  relayOnly(on: boolean): void
  suppressNoise(on: boolean): Promise<boolean>
  micSettings(): MediaTrackSettings | undefined
  /** Kinds of the two ends of the path in use. */
  pathEnds(): Promise<string[]>
  /** Another one after an ICE restart, from the moment that the new path carries. */
  pathName(): Promise<string>
  /** The connection test over these servers: each way alone, then the relay itself. */
  probe(servers: readonly RTCIceServer[]): Promise<Record<string, ProbeResult>>
  cameras(): Promise<string[]>
  micLevel(): number
  playTone(speakerId?: string): Promise<boolean>
  snapshot(): CallSnapshot
  frames(): number
  /** When the first picture of the other person was decoded; since 1970, comparable between pages of one machine. */
  firstFrameAtMs(): number | undefined
  /** When the server first named the other person's tab. */
  pairedAtMs(): number | undefined
  liveConnections(): number
  foreignServers(): string[]
  restart(): void
  close(): void
}

declare global {
  interface Window {
    lab: LabWindow
  }
}

const connections: RTCPeerConnection[] = []
const servers: string[] = []
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration)
    connections.push(this)
    servers.push(...(configuration?.iceServers ?? []).flatMap((server) => server.urls))
  }
}

const tab = `tab-${crypto.randomUUID()}`
const listeners = new Set<(signal: unknown) => void>()
const asked = new Map<number, { resolve: (grant: CallGrant) => void; reject: (error: Error) => void }>()
const tracks: MediaStreamTrack[] = []
let socket: WebSocket | undefined
let asks = 0
let frames = 0
let screenFrames = 0
let screen: MediaStreamTrack | undefined
let firstFrameAtMs: number | undefined
let pairedAtMs: number | undefined
let epoch = 0

const grantOf = (wire: WireGrant): CallGrant => {
  epoch = wire.epoch
  if (wire.peer !== null) pairedAtMs ??= performance.timeOrigin + performance.now()
  return { ...wire, peer: wire.peer ?? undefined }
}

const send = (message: ToLab): void => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

const ask = (build: (ask: number) => ToLab): Promise<CallGrant> =>
  new Promise((resolve, reject) => {
    if (socket?.readyState !== WebSocket.OPEN) return reject(new Error('the line is down'))
    asks += 1
    asked.set(asks, { resolve, reject })
    send(build(asks))
  })

const call: Call = createCall({
  tabId: tab,
  signalling: {
    send: (signal) => send({ say: 'signal', signal }),
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  },
  refreshGrant: (why) => ask((number) => ({ say: 'refresh', ask: number, ...why })),
})

const receive = (message: ToPage): void => {
  switch (message.say) {
    case 'grant': {
      const grant = grantOf(message.grant)
      const waiting = message.ask === undefined ? undefined : asked.get(message.ask)
      return waiting === undefined ? call.applyGrant(grant) : waiting.resolve(grant)
    }
    case 'refused':
      return asked.get(message.ask)?.reject(new Error('refused'))
    case 'peer-left':
      return call.peerLeft()
    case 'signal':
      return listeners.forEach((listener) => listener(message.signal))
  }
}

const connect = (seat: string): void => {
  const line = new WebSocket(`ws://${location.host}/line`)
  socket = line
  line.addEventListener('message', (event) => receive(JSON.parse(String(event.data)) as ToPage))
  line.addEventListener('open', async () => {
    call.applyGrant(await ask((number) => ({ say: 'join', ask: number, seat, tab, epoch })))
    call.setSocket('up')
  })
  line.addEventListener('close', () => {
    call.setSocket('down')
    for (const waiting of asked.values()) waiting.reject(new Error('the line broke'))
    asked.clear()
    setTimeout(() => connect(seat), 200)
  })
}

const video = document.querySelector('video') ?? document.body.appendChild(document.createElement('video'))
video.muted = true
video.autoplay = true
/** A browser draws one tiny black picture when a line ends; that is nobody's. */
const isReal: (metadata: VideoFrameCallbackMetadata) => boolean = ({ width }) => width > 16
const countFrame: VideoFrameRequestCallback = (_now, metadata) => {
  if (isReal(metadata)) {
    frames += 1
    firstFrameAtMs ??= performance.timeOrigin + performance.now()
  }
  video.requestVideoFrameCallback(countFrame)
}
video.requestVideoFrameCallback(countFrame)
const screenVideo = document.body.appendChild(document.createElement('video'))
screenVideo.muted = true
screenVideo.autoplay = true
const countScreenFrame: VideoFrameRequestCallback = (_now, metadata) => {
  if (isReal(metadata)) screenFrames += 1
  screenVideo.requestVideoFrameCallback(countScreenFrame)
}
screenVideo.requestVideoFrameCallback(countScreenFrame)
call.subscribe(() => {
  const { stream, screenStream } = call.snapshot().remote
  if (stream !== undefined && video.srcObject !== stream) video.srcObject = stream
  if (screenStream !== undefined && screenVideo.srcObject !== screenStream) screenVideo.srcObject = screenStream
})

const stopScreen = (): void => {
  call.setScreen(undefined)
  screen?.stop()
}

const selectedPath = async (): Promise<(Record<string, unknown> | undefined)[]> => {
  const live = connections.findLast((connection) => connection.connectionState === 'connected')
  const entries = [...((await live?.getStats()) as unknown as ReadonlyMap<string, Record<string, unknown>> | undefined ?? new Map()).values()]
  const transport = entries.find((entry) => entry.type === 'transport')
  const pair = entries.find((entry) => entry.id === transport?.selectedCandidatePairId)
  return [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => entries.find((entry) => entry.id === id))
}

const liveMic = (): MediaStreamTrack | undefined => tracks.findLast((track) => track.kind === 'audio')

const stop = (kind: string): void => tracks.filter((track) => track.kind === kind).forEach((track) => track.stop())

window.lab = {
  tab,
  start: (seat) => {
    call.join()
    connect(seat)
  },
  open: async (wish) => {
    const { mic, camera, problems } = await openMedia(wish)
    if (mic !== undefined) call.setMicrophone(mic)
    if (camera !== undefined) call.setCamera(camera)
    tracks.push(...[mic, camera].filter((track) => track !== undefined))
    return { problems, camera: camera?.label }
  },
  cameraOff: () => {
    call.setCamera(undefined)
    stop('video')
  },
  mute: (muted) => call.setMuted(muted),
  shareScreen: async () => {
    const { track, problem } = await openScreen()
    screen = track
    if (track !== undefined) call.setScreen(track)
    return { problem, hint: track?.contentHint }
  },
  stopScreenInBrowser: () => {
    screen?.stop()
    screen?.dispatchEvent(new Event('ended'))
  },
  stopScreen,
  screenFrames: () => screenFrames,
  pictures: (wish) => call.setPictures(wish),
  relayOnly: (on) => call.setRelayOnly(on),
  suppressNoise: async (on) => {
    const mic = liveMic()
    return mic !== undefined && setNoiseSuppression(mic, on)
  },
  micSettings: () => liveMic()?.getSettings(),
  pathEnds: async () => (await selectedPath()).map((end) => String(end?.candidateType)),
  pathName: async () => String((await selectedPath())[0]?.usernameFragment),
  probe: async (servers) => {
    const ways = await Promise.all(waysOf(servers).map(async (way) => [`${way.kind} ${way.transport}`, await probeWay(way, servers)] as const))
    return { ...Object.fromEntries(ways), relay: await probeRelay(servers) }
  },
  cameras: async () => (await listDevices()).cameras.map((camera) => camera.deviceId),
  micLevel: (() => {
    let meter: ReturnType<typeof createMeter> | undefined
    return () => {
      const mic = tracks.find((track) => track.kind === 'audio')
      if (mic === undefined) return 0
      meter ??= createMeter(mic)
      return meter.level()
    }
  })(),
  playTone: playTestTone,
  snapshot: call.snapshot,
  frames: () => frames,
  firstFrameAtMs: () => firstFrameAtMs,
  pairedAtMs: () => pairedAtMs,
  liveConnections: () => connections.filter((connection) => connection.connectionState !== 'closed').length,
  foreignServers: () => servers.filter((url) => !/^turns?:127\.0\.0\.1:/.test(url)),
  restart: () => call.restart(),
  close: () => call.close(),
}
