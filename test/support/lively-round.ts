import { isDeepStrictEqual } from 'node:util'
import { runsMap, storeElement, type RunRecord } from '@unanimous/room-doc'
import { dimensionsOf, type Language, type Pack } from '@unanimous/rounds'
import { expect } from 'vitest'
import { openDocument, type OpenDocument } from './document.ts'
import { freshId, meet } from './person.ts'
import type { RunningApp } from './start-app.ts'
import { consoleOf } from './whole-round.ts'

const code = 'code:typescript'
const minuteMs = 60_000

interface Drawn { readonly id: string; readonly at: string; readonly more?: Readonly<Record<string, unknown>> }

/** An element as the canvas would have put it there. */
const draw = ({ doc }: OpenDocument, { id, at, more = {} }: Drawn): void => {
  const element = {
    id, type: 'rectangle', x: 0, y: 0, width: 180, height: 80, angle: 0, index: at, version: 1, versionNonce: 7, seed: 7, isDeleted: false, groupIds: [], boundElements: null,
    strokeColor: '#1e1e1e', backgroundColor: 'transparent', fillStyle: 'solid', strokeWidth: 2, strokeStyle: 'solid', roughness: 1, opacity: 100, roundness: null, frameId: null, locked: false, ...more,
  }
  doc.getMap('board').set(id, storeElement(element))
}

const words = (id: string, at: string, text: string, containerId: string, x: number): Drawn =>
  ({ id, at, more: { type: 'text', x, y: 87, width: 100, height: 25, text, originalText: text, fontSize: 20, fontFamily: 5, textAlign: 'center', verticalAlign: 'middle', containerId, lineHeight: 1.25, autoResize: true } })

/** Components as a design has them, each drawn in its turn: the queue comes between the other two, and fails. */
export const boardSteps: readonly (readonly Drawn[])[] = [
  [{ id: 'service-0000000000001', at: 'a0', more: { x: 0, y: 60, customData: { kind: 'service' }, boundElements: [{ id: 'word-00000000000000001', type: 'text' }] } }, words('word-00000000000000001', 'a1', 'Counter', 'service-0000000000001', 40)],
  [{ id: 'store-000000000000001', at: 'a2', more: { type: 'ellipse', x: 620, y: 60, backgroundColor: '#a5d8ff', customData: { kind: 'store' }, boundElements: [{ id: 'word-00000000000000002', type: 'text' }] } }, words('word-00000000000000002', 'a3', 'Counts', 'store-000000000000001', 660)],
  [
    { id: 'queue-000000000000001', at: 'a4', more: { x: 310, y: 60, strokeStyle: 'dashed', customData: { kind: 'queue' }, boundElements: [{ id: 'word-00000000000000003', type: 'text' }] } }, words('word-00000000000000003', 'a5', 'Hits', 'queue-000000000000001', 350),
    { id: 'arrow-000000000000001', at: 'a6', more: { type: 'arrow', x: 184, y: 100, width: 122, height: 0, points: [[0, 0], [122, 0]], startBinding: null, endBinding: null, startArrowhead: null, endArrowhead: 'arrow', lastCommittedPoint: null, elbowed: false } },
  ],
]
export const failed = { element: 'queue-000000000000001', label: 'Hits' }

const solution = [
  'type Bucket = { minute: number; counts: Map<string, number> }\n', 'export class HotTitles {\n  private ring: Bucket[] = []\n', '  private total = new Map<string, number>()\n\n',
  '  hit(title: string, minute: number) {\n    const bucket = this.ring[minute % 60]\n', '    bucket?.counts.set(title, (bucket.counts.get(title) ?? 0) + 1)\n', '    this.total.set(title, (this.total.get(title) ?? 0) + 1)\n  }\n}\n',
]

const runOf = (seat: string, at: number, status: RunRecord['status'], out: string): RunRecord => ({ seat, language: 'typescript' as Language, startedAt: at, ms: 12, status, out, truncated: false })

const writtenIn = (page: OpenDocument) => ({ text: page.text(code).toString(), board: page.doc.getMap('board').toJSON(), runs: page.doc.getMap(runsMap).toJSON() })

/** Minutes in which nobody says a word. */
const silent = [9, 10]

/** Seconds of a minute in which somebody speaks now and then, as a browser counts them. */
const minuteOfTalk = (from: number, to: number): string => Array.from({ length: 60 }, (_, second) => (second >= from && second < to && second % 9 !== 0 ? '8' : '0')).join('')

/**
 * A coding round that both agreed to keep and to have counted, with everything in it that a timeline shows: both type, draw, run and
 * talk, a component is struck out, a rule changes, there are marks both ways, a hint and ten quiet minutes.
 */
export const holdLivelyRound = async (running: RunningApp, one: Pack) => {
  const { inviter, other, session } = await meet(running.url, { kind: 'coding', bothWays: false })
  for (const person of [inviter, other]) {
    await person.send('agree-replay', { session, agreed: true })
    await person.send('agree-narration', { session, agreed: true })
  }
  const [{ round, document } = { round: '', document: '' }] = inviter.session?.rounds ?? []
  await inviter.send('start-round', { round })
  await expect.poll(() => consoleOf(inviter, round).status).toBe('running')
  const pages = { mine: await openDocument(inviter, document), theirs: await openDocument(other, document) }
  const seats = (await running.storage.pool.query<{ interviewer: string; candidate: string }>('select interviewer, candidate from round where id = $1', [round])).rows[0]
  const arrived = () => expect.poll(() => isDeepStrictEqual(writtenIn(pages.mine), writtenIn(pages.theirs)), { timeout: 20_000 }).toBe(true)
  const type = async (page: OpenDocument, text: string) => {
    page.text(code).insert(page.text(code).length, text)
    await arrived()
  }
  const run = async (status: RunRecord['status'], out: string) => {
    pages.theirs.doc.getMap(runsMap).set(freshId(), runOf(seats?.candidate ?? '', running.clock.now(), status, out))
    await arrived()
  }
  const speak = async (minute: number) => {
    await other.send('count-narration', { round, fromS: minute * 60, approximate: false, spoke: minuteOfTalk(3, silent.includes(minute) ? 0 : 40), typed: '1'.repeat(60) })
    await inviter.send('count-narration', { round, fromS: minute * 60, approximate: false, spoke: minuteOfTalk(42, silent.includes(minute) ? 0 : 58), typed: '0'.repeat(60) })
  }
  const node = `${one.id}/${one.followups.find(each => each.changeCard !== undefined)?.id}`
  const capture = (text: string, polarity: '+' | '-', place: number) =>
    inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text, dimensions: [dimensionsOf('coding')[place]?.id ?? 'coding.narration'], polarity })
  /** What else happens, by the minute. */
  const acts: Readonly<Record<number, () => Promise<unknown>>> = {
    4: () => run('done', 'first: 3 hits\n'),
    6: () => capture('Asks who pays for a stale count', '+', 0),
    7: () => run('failed', 'TypeError: bucket is undefined\n    at hit (hot.ts:6)\n'),
    11: () => inviter.send('ask-follow-up', { round, node }).then(() => inviter.send('reveal-change-card', { round, node })),
    12: () => inviter.send('strike-component', { round, ...failed, struck: true }),
    13: () => capture('Held the heap too long', '-', 1),
    14: () => type(pages.mine, '// what if a region is gone?\n'),
    15: () => type(pages.theirs, '// then its minutes are summed again\n'),
    16: () => run('done', 'again: 12 hits\n'),
  }
  const pass = async (minute: number) => {
    running.clock.forward(minuteMs)
    await speak(minute)
    await type(pages.theirs, solution[minute] ?? '')
    for (const element of boardSteps[(minute - 2) / 3] ?? []) draw(pages.theirs, element)
    await arrived()
    await acts[minute]?.()
  }
  for (let minute = 0; minute < 18; minute++) await pass(minute)
  for (const place of dimensionsOf('coding').keys()) await capture(`shown in the end, ${place}`, '+', place)
  const last = pages.mine.text(code).toString()
  running.clock.forward(30 * minuteMs)
  await inviter.send('end-round', { round })
  return { inviter, other, session, round, last, live: [], end: async () => {} }
}
