import type { FromStore, ToStore } from './recorder.ts'
import { frameOf, headOf } from './frames.ts'
import { ownFiles } from '../../platform/own-files.ts'

/** What only a worker gets of the origin's private files, which the library of types does not name for a page. */
interface OpenFile {
  write(bytes: Uint8Array, options: { readonly at: number }): number
  flush(): void
  close(): void
}

let file: OpenFile | undefined
let size = 0
let seconds = 0

const say = (message: FromStore) => postMessage(message)

/** Nothing is said to be kept before it has been handed to the disk. */
const append = (...frames: readonly Uint8Array[]) => {
  if (!file) throw new Error('no recording is open')
  for (const frame of frames) size += file.write(frame, { at: size })
  file.flush()
}

const words = (text: string) => new TextEncoder().encode(text)

const take: { readonly [Do in ToStore['do']]: (message: Extract<ToStore, { readonly do: Do }>) => Promise<void> | void } = {
  async open({ person, about }) {
    const folder = await ownFiles(person)
    const handle = await folder.getFileHandle(`${about.recording}.unrc`, { create: true })
    file = await (handle as unknown as { createSyncAccessHandle(): Promise<OpenFile> }).createSyncAccessHandle()
    append(frameOf('about', words(JSON.stringify(about)), about.startedAt))
  },
  sound({ bytes, at }) {
    const sound = new Uint8Array(bytes)
    const head = seconds === 0 ? headOf(sound) : new Uint8Array()
    append(...(head.length > 0 ? [frameOf('head', head, at)] : []), frameOf('sound', sound, at))
    seconds += 1
    say({ kept: seconds })
  },
  close({ at }) {
    append(frameOf('end', new Uint8Array(), at))
    file?.close()
    file = undefined
    say({ closed: true })
  },
}

/** One after the other, in the order they came. */
let last: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<ToStore>) => {
  last = last.then(async () => {
    await (take[data.do] as (message: ToStore) => Promise<void> | void)(data)
  }).catch((error: unknown) => say({ failed: error instanceof Error ? error.message : String(error) }))
})
