import { describe, expect, it } from 'vitest'
import { createCall } from './running-call.ts'
import type { CallNeeds } from './call.ts'
import type { CallGrant } from './call-types.ts'
import type { CallTransport, TransportNeeds } from './transport.ts'

const grant = (change: Partial<CallGrant> = {}): CallGrant => ({
  role: 'offerer', epoch: 1, peer: 'tab-ben', iceServers: [{ urls: ['turn:relay.example:3478'] }], relayOnly: false, ...change,
})

/** A call over connections that come about at once and carry nothing; no timer ever fires. */
const start = () => {
  const built: TransportNeeds[] = []
  const asked: string[] = []
  const createTransport = (needs: TransportNeeds): CallTransport => {
    built.push(needs)
    return {
      remoteStream: {} as MediaStream, remoteScreen: {} as MediaStream,
      receive: () => undefined, setTrack: () => undefined, configure: () => undefined, restartIce: () => undefined, resend: () => undefined,
      facts: () => ({ answered: true, relayCandidates: 0, turnRefused: false }), stats: async () => [], close: () => undefined,
    }
  }
  const refreshGrant: CallNeeds['refreshGrant'] = async ({ reason, epoch }) => {
    asked.push(`${reason} ${epoch}`)
    return grant({ epoch: epoch + 1 })
  }
  const call = createCall({
    tabId: 'tab-ada', signalling: { send: () => undefined, onSignal: () => () => undefined },
    timers: { set: () => undefined, clear: () => undefined }, createTransport, refreshGrant,
  })
  call.join()
  call.applyGrant(grant())
  built[0]?.onChange('connected')
  return { call, asked, rules: () => built.map((needs) => needs.grant.relayOnly) }
}

describe("a person's wish to be reached through the relay alone", () => {
  it('starts the connection over at once', async () => {
    const { call, asked, rules } = start()
    call.setRelayOnly(true)
    await Promise.resolve()
    expect(asked).toEqual(['rebuild 1'])
    expect(rules()).toEqual([false, true])
  })

  it('waits for a server that is away and for a peer who comes back after it', async () => {
    const { call, asked, rules } = start()
    call.setSocket('down')
    call.setRelayOnly(true)
    call.applyGrant(grant({ peer: undefined }))
    call.setSocket('up')
    expect(asked).toEqual([])
    call.applyGrant(grant())
    await Promise.resolve()
    expect(asked).toEqual(['rebuild 1'])
    expect(rules()).toEqual([false, true])
  })

  it('waits for a peer whose line dropped while the pictures went on', async () => {
    const { call, asked, rules } = start()
    call.peerLeft()
    call.setRelayOnly(true)
    expect(asked).toEqual([])
    call.peerJoined()
    await Promise.resolve()
    expect(asked).toEqual(['rebuild 1'])
    expect(rules()).toEqual([false, true])
  })

  it('asks no more for a grant that is out of date', () => {
    const { call, asked } = start()
    call.peerLeft()
    call.setRelayOnly(true)
    call.applyGrant(grant({ epoch: 0 }))
    expect(asked).toEqual([])
  })
})
