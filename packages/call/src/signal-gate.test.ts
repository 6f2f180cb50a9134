import { describe, expect, it } from 'vitest'
import { createSignalGate, parseSignal } from './signal-gate.ts'

const pairing = { self: 'tab-me', peer: 'tab-you', epoch: 3 }
const signal = (change: object = {}): object => ({
  to: 'tab-me',
  from: 'tab-you',
  epoch: 3,
  seq: 1,
  kind: 'description',
  payload: { offer: 1, type: 'offer', sdp: 'v=0' },
  ...change,
})

describe('the gate for signals', () => {
  it('admits what the peer of this pairing says to this tab, once', () => {
    const gate = createSignalGate()
    expect(gate.admit(signal(), pairing)).toMatchObject({ kind: 'description', seq: 1 })
    expect(gate.admit(signal(), pairing)).toBeUndefined()
    expect(gate.admit(signal({ seq: 2, kind: 'state', payload: { mic: true, camera: 'yes', screen: 1, audioOnly: true } }), pairing)).toMatchObject({
      payload: { mic: true, camera: false, screen: false, audioOnly: true },
    })
  })

  it.each([{ to: 'tab-third' }, { from: 'tab-third' }, { epoch: 2 }, { from: 'tab-me', to: 'tab-you' }])('drops %j', (change) => {
    expect(createSignalGate().admit(signal(change), pairing)).toBeUndefined()
  })

  it('keeps what comes before its grant, in order, and what comes for a later one until then', () => {
    const gate = createSignalGate()
    gate.admit(signal({ seq: 1 }), undefined)
    gate.admit(signal({ seq: 2, kind: 'restart-please', payload: {} }), undefined)
    gate.admit(signal({ seq: 3, from: 'tab-third' }), undefined)
    gate.admit(signal({ epoch: 4, seq: 4 }), pairing)
    expect(gate.open(pairing).map(({ seq }) => seq)).toEqual([1, 2])
    expect(gate.open({ ...pairing, epoch: 4 }).map(({ seq }) => seq)).toEqual([4])
    expect(gate.open({ ...pairing, epoch: 4 })).toEqual([])
  })

  it('keeps no more than a hundred', () => {
    const gate = createSignalGate()
    for (let seq = 0; seq < 1_000; seq += 1) gate.admit(signal({ seq }), undefined)
    expect(gate.open(pairing)).toHaveLength(100)
  })
})

describe('reading a signal', () => {
  it.each([
    null,
    'text',
    42,
    [],
    signal({ payload: null }),
    signal({ epoch: -1 }),
    signal({ seq: 0.5 }),
    signal({ kind: 'hang-up' }),
    signal({ payload: { offer: 1, type: 'rollback', sdp: '' } }),
    signal({ payload: { offer: 1, type: 'offer', sdp: 'x'.repeat(100_000) } }),
    signal({ kind: 'candidate', payload: { offer: 1, candidate: 7 } }),
    signal({ to: 'x'.repeat(1_000) }),
  ])('finds none in nonsense (%#)', (arrival) => {
    expect(parseSignal(arrival)).toBeUndefined()
  })

  it('takes a candidate without its optional parts', () => {
    expect(parseSignal(signal({ kind: 'candidate', payload: { offer: 1, candidate: 'candidate:1', usernameFragment: 'x' } }))?.payload).toEqual({
      offer: 1,
      candidate: 'candidate:1',
      sdpMid: null,
      sdpMLineIndex: null,
    })
  })
})
