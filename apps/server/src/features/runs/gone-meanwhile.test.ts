import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { instant, ok } from '@unanimous/kernel'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import type { Caller } from '../../platform/caller.ts'
import { createSocketHub, type SocketHub } from '../../platform/socket-hub.ts'
import { createHostRunner } from '../host-runner/host-runner.feature.ts'
import { createRuns } from './runs.feature.ts'

const log = pino({ level: 'silent' })
const clock = { now: () => instant(0) }
const seats = ['seat-of-ben', 'seat-of-ada'] as const

const listening = (http: Server) => new Promise<number>(resolve => http.listen(0, '127.0.0.1', () => resolve((http.address() as AddressInfo).port)))

/** What storage says of a round comes when the test lets it. */
const heldAnswer = () => {
  let [wasAsked, give] = [() => {}, () => {}]
  const asked = new Promise<void>(resolve => {
    wasAsked = resolve
  })
  const answer = new Promise<readonly string[]>(resolve => {
    give = () => resolve(seats)
  })
  const seatsOfRunning = () => {
    wasAsked()
    return answer
  }
  return { asked, give: () => give(), seatsOfRunning }
}

const openHub = async () => {
  const http = createServer()
  const hub: SocketHub = createSocketHub({
    http, clock, log, originAllowed: () => true, door: () => ({ command: async () => ok({}) }) as never,
    callerOf: async request => {
      const person = new URL(request.url ?? '', 'http://here').searchParams.get('person') ?? ''
      return { signedIn: { person, signIn: person, guest: false } } as unknown as Caller
    },
  })
  const port = await listening(http)
  onTestFinished(() => hub.close())
  const enter = async (person: string) => {
    const line = io(`http://127.0.0.1:${port}`, { path: '/socket', transports: ['websocket'], query: { person }, reconnection: false })
    onTestFinished(() => void line.close())
    await new Promise<void>(resolve => line.on('connect', resolve))
    return { line, ask: (event: string, message: unknown) => line.emitWithAck(event, message) as Promise<{ ok: boolean; refusal?: { code: string } }> }
  }
  return { hub, enter }
}

const place = { session: 's'.repeat(22), round: 'r'.repeat(22), run: 'n'.repeat(22) }
const begun = { ...place, event: { kind: 'started', language: 'python', cases: false } }
const liveSeat = async ({ data }: { readonly data: { readonly me?: { readonly person: string } | undefined } }) => ({ seat: `seat-of-${data.me?.person}` })

test('a run whose page went away while storage was asked is not begun, and the other is told of none', async () => {
  const { hub, enter } = await openHub()
  const held = heldAnswer()
  createRuns({ hub, clock, liveSeat, seatsOfRunning: held.seatsOfRunning })
  const [ben, ada] = [await enter('ben'), await enter('ada')]
  const heard: unknown[] = []
  ada.line.on('run:live', news => heard.push(news))
  hub.io.in(ada.line.id ?? '').socketsJoin('seat:seat-of-ada')
  const left = new Promise<void>(resolve => hub.onDisconnect(() => resolve()))
  ben.ask('run:live', begun).catch(() => undefined)
  await held.asked
  ben.line.close()
  await left
  held.give()
  expect((await ada.ask('run:stop', place)).refusal?.code).toBe('run/unknown')
  expect(heard).toEqual([])
})

test('a round that ends while storage is asked begins no run, in a browser or on the host', async () => {
  const { hub, enter } = await openHub()
  const held = [heldAnswer(), heldAnswer()] as const
  const runs = createRuns({ hub, clock, liveSeat, seatsOfRunning: held[0].seatsOfRunning })
  const host = createHostRunner({ hub, log, liveSeat, seatsOfRunning: held[1].seatsOfRunning, runner: { socket: '/nowhere/runner', secret: 's'.repeat(40) } })
  onTestFinished(host.close)
  const ben = await enter('ben')
  const answers = [ben.ask('run:live', begun), ben.ask('host-run:start', { ...place, language: 'java', code: 'class Main {}', stdin: '' })]
  await Promise.all(held.map(({ asked }) => asked))
  for (const each of [runs, host]) each.roundEnded(place.round)
  for (const each of held) each.give()
  expect((await Promise.all(answers)).map(answer => answer.refusal?.code)).toEqual(['run/no-round', 'run/no-round'])
})

test('a run that ends before storage has answered is passed on whole and in order, and is over', async () => {
  const { hub, enter } = await openHub()
  const held = heldAnswer()
  createRuns({ hub, clock, liveSeat, seatsOfRunning: held.seatsOfRunning })
  const [ben, ada] = [await enter('ben'), await enter('ada')]
  const heard: string[] = []
  ada.line.on('run:live', (news: { event: { kind: string } }) => heard.push(news.event.kind))
  hub.io.in(ada.line.id ?? '').socketsJoin('seat:seat-of-ada')
  const say = (event: Record<string, unknown>) => ben.ask('run:live', { ...place, event })
  const answers = [say(begun.event), say({ kind: 'running' }), say({ kind: 'output', text: '42' }), say({ kind: 'ended', status: 'done', ms: 3, truncated: false })]
  await held.asked
  // Answered after all of them have come: they came on the same line.
  expect((await ben.ask('run:stop', place)).refusal?.code).toBe('run/unknown')
  held.give()
  expect((await Promise.all(answers)).map(({ ok: passed }) => passed)).toEqual([true, true, true, true])
  expect((await ada.ask('run:stop', place)).refusal?.code).toBe('run/unknown')
  expect(heard).toEqual(['started', 'running', 'output', 'ended'])
})
