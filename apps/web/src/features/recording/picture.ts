/** Both pictures side by side on one track, own camera left. Who has none is a dark field. */
export interface Picture {
  readonly track: MediaStreamTrack
  setOwn(camera: MediaStreamTrack | undefined): void
  setPeer(stream: MediaStream | undefined): void
  close(): void
}

/** What the worker that keeps the time is told. */
export interface Ticking {
  readonly everyMs: number
}

const WIDTH = 640
const HEIGHT = 360
const FRAMES_PER_SECOND = 15
const DARK = '#14181a'

/** A picture that nobody sees, only to be drawn. */
const createScreen = () => {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true })
  return {
    video,
    show(tracks: readonly MediaStreamTrack[]) {
      video.srcObject = tracks.length === 0 ? null : new MediaStream([...tracks])
      if (tracks.length > 0) void video.play().catch(() => undefined)
    },
  }
}

/** Fills its half without being stretched. */
const draw = (pen: CanvasRenderingContext2D, video: HTMLVideoElement, left: number): void => {
  const { videoWidth, videoHeight } = video
  pen.fillStyle = DARK
  pen.fillRect(left, 0, WIDTH, HEIGHT)
  if (video.srcObject === null || videoWidth === 0) return
  const scale = Math.min(WIDTH / videoWidth, HEIGHT / videoHeight)
  const [width, height] = [videoWidth * scale, videoHeight * scale]
  pen.drawImage(video, left + (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height)
}

export const createPicture = (): Picture => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * WIDTH, height: HEIGHT })
  const pen = canvas.getContext('2d', { alpha: false })
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks()
  if (!pen || !track) throw new Error('this browser draws no picture')
  const [own, peer] = [createScreen(), createScreen()]
  // A page that nobody looks at is given few ticks of its own; a worker keeps the time.
  const clock = new Worker(new URL('./tick.worker.ts', import.meta.url), { type: 'module', name: 'frames' })
  clock.addEventListener('message', () => {
    draw(pen, own.video, 0)
    draw(pen, peer.video, WIDTH)
  })
  clock.postMessage({ everyMs: 1_000 / FRAMES_PER_SECOND } satisfies Ticking)
  return {
    track,
    setOwn: camera => own.show(camera ? [camera] : []),
    setPeer: stream => peer.show(stream?.getVideoTracks() ?? []),
    close() {
      clock.terminate()
      track.stop()
      own.show([])
      peer.show([])
    },
  }
}
