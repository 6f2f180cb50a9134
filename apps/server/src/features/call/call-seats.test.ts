import { describe, expect, it } from 'vitest'
import { limits } from '@unanimous/protocol'
import type { Result } from '@unanimous/kernel'
import { dropFromCall, emptyCall, joinCall, rebuildCall, relaySignal, type CallMove, type CallRoom } from './call-seats.ts'

const ada = { seat: 'seat-ada', position: 0 } as const
const ben = { seat: 'seat-ben', position: 1 } as const

const granted = (result: Result<CallMove>): CallMove => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code)

const both = (): CallRoom => {
  const first = granted(joinCall(emptyCall, ben, 'tab-b', 0))
  return granted(joinCall(first.room, ada, 'tab-a', 0)).room
}

const offer = (room: CallRoom) => ({ to: 'tab-b', from: 'tab-a', epoch: room.epoch, kind: 'description', payload: { sdp: 'v=0' } })

describe('taking seats in the call', () => {
  it('gives the lower seat the offers, whoever comes first, and tells the one who waits', () => {
    const first = granted(joinCall(emptyCall, ben, 'tab-b', 0))
    expect(first.place).toMatchObject({ role: 'answerer', peer: null, epoch: 1 })
    const second = granted(joinCall(first.room, ada, 'tab-a', 0))
    expect(second.place).toMatchObject({ role: 'offerer', peer: 'tab-b', epoch: 2 })
    expect(second.push).toMatchObject({ seat: 'seat-ben', role: 'answerer', peer: 'tab-a', epoch: 2 })
  })

  it('lets the same tab come back into the pairing it left', () => {
    const room = both()
    const away = dropFromCall(room, 'seat-ben', 'tab-b')
    expect(granted(joinCall(away, ada, 'tab-a', room.epoch)).place.peer).toBeNull()
    const back = granted(joinCall(away, ben, 'tab-b', room.epoch))
    expect(back.room.epoch).toBe(room.epoch)
    expect(back.push?.peer).toBe('tab-b')
  })

  it('replaces the first tab of a seat by the second, under a new epoch', () => {
    const room = both()
    const moved = granted(joinCall(room, ben, 'tab-b2', 0))
    expect(moved.replaced).toBe('tab-b')
    expect(moved.room.epoch).toBe(room.epoch + 1)
    expect(moved.push?.peer).toBe('tab-b2')
    expect(codeOf(rebuildCall(moved.room, 'seat-ben', 'tab-b', moved.room.epoch))).toBe('call/moved')
  })

  it('pairs a second tab anew even when it claims the running epoch', () => {
    const room = both()
    expect(granted(joinCall(room, ben, 'tab-b2', room.epoch)).room.epoch).toBe(room.epoch + 1)
  })

  it('refuses a third seat', () => {
    expect(codeOf(joinCall(both(), { seat: 'seat-cy', position: 1 }, 'tab-c', 0))).toBe('call/full')
  })
})

describe('a server that lost its memory', () => {
  it('takes the pairing up again from the two tabs, so the media goes on', () => {
    const first = granted(joinCall(emptyCall, ada, 'tab-a', 7))
    const second = granted(joinCall(first.room, ben, 'tab-b', 7))
    expect(second.room.epoch).toBe(7)
    expect(second.push).toMatchObject({ epoch: 7, peer: 'tab-b' })
  })

  it('pairs anew when one of them reloaded meanwhile or speaks of another epoch', () => {
    const resumed = granted(joinCall(emptyCall, ada, 'tab-a', 7)).room
    expect(granted(joinCall(resumed, ben, 'tab-b2', 0)).room.epoch).toBe(8)
    expect(granted(joinCall(resumed, ben, 'tab-b', 9)).room.epoch).toBe(10)
    const fresh = granted(joinCall(emptyCall, ben, 'tab-b2', 0)).room
    expect(granted(joinCall(fresh, ada, 'tab-a', 7)).room.epoch).toBe(8)
  })

  it('believes no absurd epoch', () => {
    expect(granted(joinCall(emptyCall, ada, 'tab-a', Number.MAX_SAFE_INTEGER)).room.epoch).toBe(1)
  })
})

describe('starting over', () => {
  it('raises the epoch once when both sides ask', () => {
    const room = both()
    const first = granted(rebuildCall(room, 'seat-ada', 'tab-a', room.epoch))
    const second = granted(rebuildCall(first.room, 'seat-ben', 'tab-b', room.epoch))
    expect(first.place.epoch).toBe(room.epoch + 1)
    expect(second.place.epoch).toBe(room.epoch + 1)
  })
})

describe('relaying signals', () => {
  it('passes what one tab of the pairing says to the other', () => {
    const room = both()
    expect(relaySignal(room, 'seat-ada', offer(room))).toEqual({ ok: true, value: { seat: 'seat-ben', tab: 'tab-b' } })
  })

  it('stops strangers, forgers, the past, the absent, the unknown and the huge', () => {
    const room = both()
    const say = (seat: string, change: object): string => codeOf(relaySignal(room, seat, { ...offer(room), ...change }))
    expect(say('seat-cy', {})).toBe('call/moved')
    expect(say('seat-ada', { from: 'tab-b' })).toBe('call/moved')
    expect(say('seat-ada', { epoch: room.epoch - 1 })).toBe('call/old-epoch')
    expect(say('seat-ada', { to: 'tab-c' })).toBe('call/no-peer')
    expect(say('seat-ada', { kind: 'hang-up' })).toBe('call/unknown-signal')
    expect(say('seat-ada', { payload: 'x'.repeat(limits.callSignalBytes) })).toBe('call/too-large')
    expect(codeOf(relaySignal(dropFromCall(room, 'seat-ben', 'tab-b'), 'seat-ada', offer(room)))).toBe('call/no-peer')
  })
})
