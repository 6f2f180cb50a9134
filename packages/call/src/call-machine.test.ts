import { describe, expect, it } from 'vitest'
import type { TransportFacts } from './call-failure.ts'
import { callTimes, idleCall, stepCall, type CallEffect, type CallEvent, type CallState, type CallTimer } from './call-machine.ts'
import type { CallGrant, CallPhase } from './call-types.ts'

const grant = (change: Partial<CallGrant> = {}): CallGrant => ({
  role: 'offerer',
  epoch: 1,
  peer: 'tab-ben',
  iceServers: [],
  relayOnly: false,
  ...change,
})
const deadRelay = grant({ relayOnly: true, iceServers: [{ urls: ['turn:relay.example:3478?transport=udp'] }] })
const noRelay: TransportFacts = { answered: true, relayCandidates: 0, turnRefused: false }

/** Runs the machine on a clock that only the test turns. */
const start = () => {
  let state: CallState = idleCall
  let nowMs = 0
  let facts: TransportFacts = noRelay
  const due = new Map<CallTimer, number>()
  const done: string[] = []

  const note = (effect: CallEffect): void => {
    if (effect.type === 'set-timer') due.set(effect.timer, nowMs + effect.afterMs)
    else if (effect.type === 'clear-timer') due.delete(effect.timer)
    else done.push(effect.type === 'ask-rebuild' ? `ask-rebuild ${effect.epoch}` : effect.type)
  }
  const send = (event: CallEvent): void => {
    const step = stepCall(state, event)
    state = step.state
    step.effects.forEach(note)
  }
  const pass = (ms: number): void => {
    const untilMs = nowMs + ms
    for (;;) {
      const [next] = [...due].filter(([, at]) => at <= untilMs).toSorted(([, a], [, b]) => a - b)
      if (next === undefined) break
      nowMs = next[1]
      due.delete(next[0])
      send({ type: 'timer', timer: next[0], facts })
    }
    nowMs = untilMs
  }
  return {
    send,
    pass,
    /** Lets time pass while packets arrive. */
    passHearing: (ms: number): void => {
      for (let spent = 0; spent < ms; spent += 500) {
        send({ type: 'heard' })
        pass(500)
      }
    },
    see: (seen: TransportFacts): void => {
      facts = seen
    },
    phase: (): CallPhase => state.phase,
    state: (): CallState => state,
    /** What had to be done since the last look. */
    taken: (): string[] => done.splice(0),
  }
}

const connectedCall = (role: CallGrant['role'] = 'offerer') => {
  const call = start()
  call.send({ type: 'join' })
  call.send({ type: 'grant', grant: grant({ role }) })
  call.send({ type: 'transport', change: 'connected' })
  call.taken()
  return call
}

describe('coming together', () => {
  it('waits for the other person, then negotiates once', () => {
    const call = start()
    call.send({ type: 'join' })
    call.send({ type: 'grant', grant: grant({ peer: undefined }) })
    expect(call.phase()).toBe('joining')
    call.pass(600_000)
    expect(call.phase()).toBe('joining')
    call.send({ type: 'grant', grant: grant({ epoch: 2 }) })
    expect(call.phase()).toBe('negotiating')
    expect(call.taken()).toContain('build')
    call.send({ type: 'transport', change: 'connected' })
    expect(call.phase()).toBe('connected')
  })

  it('stays connected as long as something is heard', () => {
    const call = connectedCall()
    call.passHearing(120_000)
    expect(call.phase()).toBe('connected')
    expect(call.taken()).toEqual([])
  })

  it('explains an attempt that ran out of time and asks for the next epoch', () => {
    const call = start()
    call.send({ type: 'grant', grant: deadRelay })
    call.pass(callTimes.negotiateMs - 1)
    expect(call.state().failure).toBeUndefined()
    call.pass(1)
    expect(call.phase()).toBe('rebuilding')
    expect(call.state().failure?.code).toBe('call/turn-unreachable')
    expect(call.taken()).toEqual(['build', 'tear-down', 'ask-rebuild 1'])
  })

  it('explains an attempt that the other side gave up first', () => {
    const call = start()
    call.send({ type: 'grant', grant: deadRelay })
    call.pass(callTimes.negotiateMs - 1)
    call.send({ type: 'grant', grant: { ...deadRelay, epoch: 2 }, facts: noRelay })
    expect(call.state().failure?.code).toBe('call/turn-unreachable')
    call.send({ type: 'transport', change: 'connected' })
    expect(call.state().failure).toBeUndefined()
  })
})

describe('silence', () => {
  it('shows after 1.5 s and starts looking for another path after 3 s', () => {
    const call = connectedCall()
    call.pass(1_499)
    expect(call.phase()).toBe('connected')
    call.pass(1)
    expect(call.phase()).toBe('degraded')
    call.pass(1_499)
    expect(call.taken()).toEqual([])
    call.pass(1)
    expect(call.phase()).toBe('reconnecting')
    expect(call.taken()).toEqual(['restart'])
  })

  it('is forgotten with the first packet', () => {
    const call = connectedCall()
    call.pass(2_000)
    call.send({ type: 'heard' })
    expect(call.phase()).toBe('connected')
    call.pass(1_499)
    expect(call.phase()).toBe('connected')
  })

  it('does not wait for the browser to notice, and starts at once when it does', () => {
    const call = connectedCall()
    call.send({ type: 'transport', change: 'disconnected' })
    expect(call.phase()).toBe('reconnecting')
    expect(call.taken()).toEqual(['restart'])
  })

  it('is answered by three more tries, then by a new connection, asked for every second while the server refuses', () => {
    const call = connectedCall()
    call.pass(3_000)
    expect(call.taken()).toEqual(['restart'])
    call.pass(2_500 * 3)
    expect(call.taken()).toEqual(['restart', 'restart', 'restart'])
    call.pass(2_500)
    expect(call.phase()).toBe('rebuilding')
    expect(call.taken()).toEqual(['ask-rebuild 1'])
    call.send({ type: 'grant-refused' })
    call.pass(999)
    expect(call.taken()).toEqual([])
    call.pass(1)
    expect(call.taken()).toEqual(['ask-rebuild 1'])
  })

  it('leads to chat alone after 30 s, and to ever rarer attempts', () => {
    const call = connectedCall()
    let epoch = 1
    const attemptInVain = (): void => {
      epoch += 1
      call.send({ type: 'grant', grant: grant({ epoch }) })
      call.pass(callTimes.negotiateMs)
      call.taken()
    }
    call.send({ type: 'transport', change: 'failed' })
    for (let spentMs = 0; spentMs <= callTimes.giveUpMs; spentMs += callTimes.negotiateMs) attemptInVain()
    expect(call.phase()).toBe('chat-only')
    expect(call.state().failure?.code).toBe('call/blocked')
    for (const waitMs of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
      call.pass(waitMs - 1)
      expect(call.taken()).toEqual([])
      call.pass(1)
      expect(call.taken()).toEqual([`ask-rebuild ${epoch}`])
      attemptInVain()
      expect(call.phase()).toBe('chat-only')
    }
    call.send({ type: 'grant', grant: grant({ epoch: epoch + 1 }) })
    call.send({ type: 'transport', change: 'connected' })
    expect(call.phase()).toBe('connected')
    expect(call.state().failure).toBeUndefined()
  })

  it('means waiting, not trouble, once the other person has left', () => {
    const call = connectedCall()
    call.send({ type: 'peer-left' })
    expect(call.phase()).toBe('connected')
    call.pass(3_000)
    expect(call.phase()).toBe('joining')
    expect(call.taken()).toEqual(['tear-down'])
    call.pass(600_000)
    expect(call.taken()).toEqual([])
    call.send({ type: 'grant', grant: grant() })
    expect(call.taken()).toContain('ask-rebuild 1')
  })
})

describe('who may start over', () => {
  it('lets the answerer ask and the offerer do it, at most every two seconds', () => {
    const call = connectedCall()
    call.send({ type: 'restart-please' })
    call.send({ type: 'restart-please' })
    expect(call.taken()).toEqual(['restart'])
    call.passHearing(2_000)
    call.send({ type: 'restart-please' })
    expect(call.taken()).toEqual(['restart'])
    const answerer = connectedCall('answerer')
    answerer.send({ type: 'restart-please' })
    expect(answerer.taken()).toEqual([])
  })

  it('makes one connection per epoch, whatever it is granted', () => {
    const call = connectedCall()
    call.send({ type: 'grant', grant: grant() })
    expect(call.taken()).toEqual(['configure'])
    call.send({ type: 'transport', change: 'closed' })
    call.send({ type: 'grant', grant: grant() })
    expect(call.taken()).not.toContain('build')
    call.send({ type: 'grant', grant: grant({ epoch: 0 }) })
    expect(call.taken()).not.toContain('build')
    call.send({ type: 'grant', grant: grant({ epoch: 2 }) })
    expect(call.taken()).toContain('build')
  })

  it('starts afresh with another tab of the other seat', () => {
    const call = connectedCall()
    call.send({ type: 'grant', grant: grant({ epoch: 2, peer: 'tab-ben-2' }) })
    expect(call.phase()).toBe('negotiating')
    expect(call.taken()).toEqual(['build'])
  })

  it('gives a reload a second before asking for the next epoch', () => {
    const call = connectedCall()
    call.send({ type: 'transport', change: 'closed' })
    expect(call.phase()).toBe('rebuilding')
    call.pass(999)
    expect(call.taken()).toEqual(['tear-down'])
    call.pass(1)
    expect(call.taken()).toEqual(['ask-rebuild 1'])
  })
})

describe('the line to the server', () => {
  it('does not touch a call that flows, and repeats what may have been lost', () => {
    const call = connectedCall()
    call.send({ type: 'socket', socket: 'down' })
    call.passHearing(60_000)
    expect(call.phase()).toBe('connected')
    expect(call.taken()).toEqual([])
    call.send({ type: 'socket', socket: 'up' })
    expect(call.taken()).toEqual(['resend'])
  })

  it('holds back restarts that could not be delivered, without counting them', () => {
    const call = connectedCall()
    call.send({ type: 'socket', socket: 'down' })
    call.pass(20_000)
    expect(call.phase()).toBe('reconnecting')
    expect(call.taken()).toEqual([])
    call.send({ type: 'socket', socket: 'up' })
    expect(call.taken()).toEqual(['resend', 'restart'])
  })

  it('asks for a new connection as soon as it is back', () => {
    const call = connectedCall()
    call.send({ type: 'socket', socket: 'down' })
    call.send({ type: 'transport', change: 'failed' })
    call.pass(10_000)
    expect(call.taken()).toEqual(['tear-down'])
    call.send({ type: 'socket', socket: 'up' })
    expect(call.taken()).toEqual(['ask-rebuild 1'])
  })
})

describe('the person', () => {
  it('can try again at any time', () => {
    const call = connectedCall()
    call.send({ type: 'retry' })
    expect(call.taken()).toEqual(['restart'])
    call.send({ type: 'transport', change: 'failed' })
    call.taken()
    call.send({ type: 'retry' })
    expect(call.taken()).toEqual(['ask-rebuild 1'])
  })

  it('ends the call for good', () => {
    const call = connectedCall()
    call.send({ type: 'close' })
    expect(call.phase()).toBe('ended')
    expect(call.taken()).toEqual(['tear-down'])
    call.send({ type: 'grant', grant: grant({ epoch: 5 }) })
    call.pass(600_000)
    expect(call.phase()).toBe('ended')
    expect(call.taken()).toEqual([])
  })
})

describe('any order of events', () => {
  it('never throws, never builds without a peer and ends without timers', () => {
    const facts = noRelay
    const events: CallEvent[] = [
      ...(['join', 'grant-refused', 'peer-left', 'peer-joined', 'heard', 'restart-please', 'retry'] as const).map((type) => ({ type })),
      ...(['connected', 'disconnected', 'failed', 'closed', 'unsupported'] as const).map((change) => ({ type: 'transport' as const, change })),
      ...(['negotiate', 'stall', 'silence', 'retry', 'rebuild', 'give-up', 'quiet'] as const).map((timer) => ({ type: 'timer' as const, timer, facts })),
      ...[1, 2, 3].flatMap((epoch) => ['tab-ben', undefined].map((peer) => ({ type: 'grant' as const, grant: grant({ epoch, peer }) }))),
      { type: 'socket', socket: 'down' },
      { type: 'socket', socket: 'up' },
    ]
    let seed = 7
    for (let run = 0; run < 300; run += 1) {
      let state = idleCall
      let epochOfLastBuild = -1
      for (let step = 0; step < 60; step += 1) {
        seed = (seed * 48_271) % 2_147_483_647
        const event = events[seed % events.length]
        if (event === undefined) continue
        const next = stepCall(state, event)
        for (const effect of next.effects) {
          if (effect.type !== 'build') continue
          expect(effect.grant.peer).toBeDefined()
          expect(effect.grant.epoch).toBeGreaterThan(epochOfLastBuild)
          epochOfLastBuild = effect.grant.epoch
        }
        state = next.state
      }
    }
  })
})

it('starts over under other rules for the line under a new epoch, once the server can be asked', () => {
  const call = connectedCall()
  call.send({ type: 'socket', socket: 'down' })
  call.send({ type: 'start-over' })
  expect(call.taken()).toEqual([])
  call.send({ type: 'socket', socket: 'up' })
  call.send({ type: 'start-over' })
  expect(call.taken()).toEqual(['resend', 'ask-rebuild 1'])
})
