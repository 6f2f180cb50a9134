import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The network between one person and the server, which can be cut. */
export interface CutLine {
  readonly url: string
  /** Drops every connection and takes no new one. */
  cut(): void
  heal(): void
  close(): Promise<void>
}

/** A plain relay in front of a server on this machine. */
export const openLine = async (to: string): Promise<CutLine> => {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  let whole = true
  const server = createServer(near => {
    if (!whole) return near.destroy()
    const far = connect(Number(port), hostname)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    heal: () => {
      whole = true
    },
    close: () => new Promise(closed => {
      cut()
      server.close(() => closed())
    }),
  }
}
