import { i18n } from '@lingui/core'
import type * as Library from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeLine, openLine, send } from './server-socket.ts'

/** The server's end of the wire, as the library itself speaks on it; what lies between is the test's to cut. */
const net = vi.hoisted(() => {
  interface Wire { onopen?: () => void; onclose?: (event: object) => void; onmessage?: (event: { data: string }) => void; onerror?: (error: object) => void }
  const say = (wire: Wire, data: string) => void Promise.resolve().then(() => wire.onmessage?.({ data }))
  const state = { isUp: true, answers: true, pingMs: 10_000_000, arrived: [] as string[], wire: undefined as Wire | undefined }
  return {
    state,
    drop: () => {
      state.isUp = false
      state.wire?.onclose?.({})
    },
    createSocket: () => {
      const wire: Wire = {}
      const close = () => wire.onclose?.({})
      const send = (data: string) => {
        if (!state.isUp || state.wire !== wire) return
        if (data === '40') return say(wire, '40{"sid":"line"}')
        const [, ack, body = ''] = /^42(\d+)(.*)$/.exec(data) ?? []
        if (ack === undefined) return
        const [event, message] = JSON.parse(body) as [string, { readonly input?: { readonly text: string } }]
        if (event === 'command' && message.input) state.arrived.push(message.input.text)
        if (state.answers) say(wire, `43${ack}[{"ok":true,"output":{},"now":0}]`)
      }
      setTimeout(() => {
        if (!state.isUp) return wire.onerror?.({})
        state.wire = wire
        wire.onopen?.()
        say(wire, `0{"sid":"line","upgrades":[],"pingInterval":${state.pingMs},"pingTimeout":${state.pingMs},"maxPayload":100000}`)
      }, 10)
      return Object.assign(wire, { send, close })
    },
  }
})

vi.mock('socket.io-client', async importOriginal => {
  const library = await importOriginal<typeof Library>()
  class Wired extends library.WebSocket {
    override createSocket = net.createSocket
  }
  return { ...library, io: (options: object) => library.io('http://room.test', { ...options, forceNew: true, transports: [Wired] }) }
})

const { state } = net
i18n.loadAndActivate({ locale: 'en', messages: {} })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('window', new EventTarget())
  Object.assign(state, { isUp: true, answers: true, pingMs: 10_000_000, arrived: [], wire: undefined })
})
afterEach(() => {
  closeLine()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const write = (text: string) => send('write-note', { round: 'r', note: 'n', text })
const comeUp = async () => {
  openLine()
  await vi.advanceTimersByTimeAsync(100)
  expect(openLine().connected).toBe(true)
}

describe('commands while the line is away', () => {
  it('arrive in the order in which they were made, however long it was away', async () => {
    await comeUp()
    net.drop()
    await vi.advanceTimersByTimeAsync(1_000)
    const first = write('one')
    await vi.advanceTimersByTimeAsync(3_000)
    const second = write('two')
    await vi.advanceTimersByTimeAsync(3_000)
    const third = write('three')
    await vi.advanceTimersByTimeAsync(12_000)
    state.isUp = true
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all([first, second, third])
    expect(state.arrived).toEqual(['one', 'two', 'three'])
  })

  it('leave after those that were on their way when it dropped, and before those made in the moment of its return', async () => {
    await comeUp()
    state.answers = false
    const first = write('one')
    await vi.advanceTimersByTimeAsync(5_000)
    const second = write('two')
    await vi.advanceTimersByTimeAsync(5_000)
    // By now the first has been asked a second time, which for the library is after the second.
    net.drop()
    const third = write('three')
    await vi.advanceTimersByTimeAsync(20_000)
    Object.assign(state, { isUp: true, answers: true, arrived: [] })
    let fourth: Promise<unknown> | undefined
    openLine().once('connect', () => {
      fourth = write('four')
    })
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all([first, second, third, fourth])
    expect(state.arrived).toEqual(['one', 'two', 'three', 'four'])
  })

  it('keep their order also when the first to find the line dead is a command', async () => {
    state.pingMs = 5_000
    await comeUp()
    state.answers = false
    const first = write('one')
    // The machine slept: no timer ran, and the heartbeat is long overdue.
    vi.setSystemTime(Date.now() + 60_000)
    const second = write('two')
    await vi.advanceTimersByTimeAsync(0)
    expect(openLine().connected).toBe(false)
    Object.assign(state, { answers: true, arrived: [] })
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all([first, second])
    expect(state.arrived).toEqual(['one', 'two'])
  })

  it('are given up with a sentence when it does not come back', async () => {
    await comeUp()
    net.drop()
    const given = write('one').catch((error: unknown) => error)
    const settled = vi.fn<() => void>()
    void given.then(settled)
    await vi.advanceTimersByTimeAsync(150_000)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await given).toMatchObject({ code: 'network/unreachable' })
  })

  it('are given up once it is closed, and open no other', async () => {
    await comeUp()
    state.answers = false
    const onItsWay = write('one').catch((error: unknown) => error)
    net.drop()
    const waiting = write('two').catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100)
    Object.assign(state, { isUp: true, answers: true, arrived: [] })
    closeLine()
    expect(await onItsWay).toMatchObject({ code: 'network/unreachable' })
    expect(await waiting).toMatchObject({ code: 'network/unreachable' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.arrived).toEqual([])
  })

  it('are not sent by the next line when this one is closed over their answer', async () => {
    await comeUp()
    state.answers = false
    const onItsWay = write('one').catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100)
    Object.assign(state, { answers: true, arrived: [] })
    closeLine()
    expect(await onItsWay).toMatchObject({ code: 'network/unreachable' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.arrived).toEqual([])
  })
})
