import { StringDecoder } from 'node:string_decoder'

export type Stream = 'out' | 'err'

export interface Batches {
  add(stream: Stream, bytes: Buffer): void
  /** Hands on what is left; nothing may be added afterwards. */
  end(): void
}

/**
 * Gathers output into few messages: as soon as there is enough, or after a moment. Order between the two streams is kept as
 * they came, and a character that came in two parts is one again.
 */
export const createBatches = ({ chars: most, ms, send }: { readonly chars: number; readonly ms: number; readonly send: (stream: Stream, text: string) => void }): Batches => {
  const decoders = { out: new StringDecoder('utf8'), err: new StringDecoder('utf8') }
  let stream: Stream = 'out'
  let text = ''
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    while (text !== '') {
      send(stream, text.slice(0, most))
      text = text.slice(most)
    }
  }
  const add = (to: Stream, more: string) => {
    if (more === '') return
    if (to !== stream) flush()
    stream = to
    text += more
    if (text.length >= most) flush()
    else timer ??= setTimeout(flush, ms)
  }
  return {
    add: (to, bytes) => add(to, decoders[to].write(bytes)),
    end() {
      for (const to of ['out', 'err'] as const) add(to, decoders[to].end())
      flush()
    },
  }
}
