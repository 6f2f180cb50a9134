import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** A UDP path to a server on loopback that loses what it is told to lose, in both directions. */
export interface PoorLine {
  readonly port: number
  /** 0 lets everything through, 1 nothing. */
  setLossShare(share: number): void
  close(): void
}

/** Starts a path to this port. Losses are spread by a counter, not by chance, so every run loses the same share. */
export const startPoorLine = async (targetPort: number): Promise<PoorLine> => {
  const door = createSocket('udp4').bind(0, '127.0.0.1')
  await once(door, 'listening')
  const onward = new Map<number, Socket>()
  let lossShare = 0
  let owed = 0
  const survives = (): boolean => {
    owed += lossShare
    if (owed < 1) return true
    owed -= 1
    return false
  }
  const pathOf = (clientPort: number): Socket => {
    const known = onward.get(clientPort)
    if (known !== undefined) return known
    const fresh = createSocket('udp4')
    fresh.on('message', (data) => survives() && door.send(data, clientPort, '127.0.0.1'))
    onward.set(clientPort, fresh)
    return fresh
  }
  door.on('message', (data, from) => survives() && pathOf(from.port).send(data, targetPort, '127.0.0.1'))
  return {
    port: door.address().port,
    setLossShare: (share) => {
      lossShare = share
    },
    close: () => {
      door.close()
      for (const path of onward.values()) path.close()
    },
  }
}
