import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * A WebSocket client that costs next to nothing, so that the load generator is never what is measured: frames are masked with zeros,
 * written in one piece, and handed to the listener as views.
 */
export class LeanClient {
  readonly socket: Socket
  onMessage: (bytes: Buffer, from: number, to: number) => void = () => {}
  readonly opened: Promise<void>
  readonly closed: Promise<void>
  #rest: Buffer | undefined

  constructor(port: number, path: string) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.write([
      `GET ${path} HTTP/1.1`, 'host: 127.0.0.1', 'upgrade: websocket', 'connection: Upgrade', 'sec-websocket-version: 13',
      `sec-websocket-key: ${randomBytes(16).toString('base64')}`, '', '',
    ].join('\r\n'))
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()))
    this.socket.on('error', () => {})
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('data', (data) => {
        const end = data.indexOf('\r\n\r\n')
        if (end < 0 || !data.subarray(0, 12).toString().includes('101')) return reject(new Error(`not let in: ${data.subarray(0, 200).toString()}`))
        this.socket.on('data', (more) => this.#read(more))
        resolve()
        // Whoever waits for the opening sets its listener first.
        setImmediate(() => this.#read(data.subarray(end + 4)))
      })
      this.socket.once('close', () => reject(new Error('closed before it opened')))
    })
    this.opened.catch(() => {})
  }

  /** Sends one binary message in a write of its own, as every `send` of a browser's WebSocket is. */
  send(payload: Uint8Array): void {
    this.socket.write(maskedFrame(payload))
  }

  /** Writes frames that were built before. */
  sendRaw(frames: Buffer): void {
    this.socket.write(frames)
  }

  #read(chunk: Buffer): void {
    const data = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    while (data.length - at >= 2) {
      let length = (data[at + 1] ?? 0) & 127
      let from = at + 2
      if (length === 126) {
        if (data.length - at < 4) break
        length = data.readUInt16BE(at + 2)
        from = at + 4
      } else if (length === 127) {
        if (data.length - at < 10) break
        length = Number(data.readBigUInt64BE(at + 2))
        from = at + 10
      }
      if (data.length < from + length) break
      if (((data[at] ?? 0) & 15) === 2) this.onMessage(data, from, from + length)
      at = from + length
    }
    this.#rest = at < data.length ? data.subarray(at) : undefined
  }
}

/** A client frame whose mask is zero, so that the payload stays as it is. */
export const maskedFrame = (payload: Uint8Array): Buffer => {
  const { length } = payload
  const header = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const frame = Buffer.alloc(header + length)
  frame[0] = 0x82
  if (length < 126) frame[1] = 0x80 | length
  else if (length < 65_536) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, header)
  return frame
}
