import type { LabWindow } from '../../../e2e/call/lab-page.ts'
import type { ToLab, ToPage, WireGrant } from '../../../e2e/call/lab-protocol.ts'

/*
 * The reference: a call written by hand on RTCPeerConnection, as short as it can honestly be. The offerer adds its tracks
 * and offers, the other side answers, candidates trickle. No restart, no watchdog, no late permission.
 */

type Bare = Pick<LabWindow, 'open' | 'start' | 'firstFrameAtMs' | 'pairedAtMs'>

const tab = `tab-${crypto.randomUUID()}`
const video = document.querySelector('video') ?? document.createElement('video')
const now = (): number => performance.timeOrigin + performance.now()
let media = new MediaStream()
let connection: RTCPeerConnection | undefined
let firstFrameAtMs: number | undefined
let pairedAtMs: number | undefined

video.requestVideoFrameCallback(() => {
  firstFrameAtMs = now()
})

const connect = (grant: WireGrant, say: (kind: string, payload: object) => void): RTCPeerConnection => {
  const made = new RTCPeerConnection({ iceServers: [...grant.iceServers] })
  for (const track of media.getTracks()) made.addTrack(track, media)
  made.ontrack = ({ streams }) => {
    video.srcObject = streams[0] ?? null
  }
  made.onicecandidate = ({ candidate }) => {
    if (candidate !== null) say('candidate', candidate.toJSON())
  }
  return made
}

const start = (seat: string): void => {
  const line = new WebSocket(`ws://${location.host}/line`)
  let seq = 0
  let grant: WireGrant | undefined
  const say = (kind: string, payload: object): void => {
    seq += 1
    line.send(JSON.stringify({ say: 'signal', signal: { to: grant?.peer, from: tab, epoch: grant?.epoch, seq, kind, payload } }))
  }
  const paired = async (granted: WireGrant): Promise<void> => {
    grant = granted
    pairedAtMs ??= now()
    connection = connect(granted, say)
    if (granted.role !== 'offerer') return
    await connection.setLocalDescription()
    say('description', connection.localDescription?.toJSON() as object)
  }
  const heard = async (kind: string, payload: RTCSessionDescriptionInit & RTCIceCandidateInit): Promise<void> => {
    if (kind === 'candidate') return connection?.addIceCandidate(payload)
    await connection?.setRemoteDescription(payload)
    if (payload.type !== 'offer') return
    await connection?.setLocalDescription()
    say('description', connection?.localDescription?.toJSON() as object)
  }
  line.addEventListener('open', () => line.send(JSON.stringify({ say: 'join', ask: 1, seat, tab, epoch: 0 } satisfies ToLab)))
  line.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as ToPage
    if (message.say === 'grant' && message.grant.peer !== null && connection === undefined) void paired(message.grant)
    if (message.say !== 'signal') return
    const { kind, payload } = message.signal as { kind: string; payload: RTCSessionDescriptionInit & RTCIceCandidateInit }
    void heard(kind, payload)
  })
}

const bare: Bare = {
  open: async () => {
    media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30 } } })
    return { problems: {}, camera: undefined }
  },
  start,
  firstFrameAtMs: () => firstFrameAtMs,
  pairedAtMs: () => pairedAtMs,
}
Object.assign(window, { lab: bare })
