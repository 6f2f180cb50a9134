import { loadBank } from '@unanimous/bank'
import { instant, type CommandId, type Instant, type RoundId, type SeatId, type SessionId } from '@unanimous/kernel'
import type { DocumentRecord, Json, Roots, Shared } from '@unanimous/replay'
import { roundTimeOf, toJson } from '@unanimous/replay'
import { decide, evolve, initialState, packIn, viewFor, type AnyRoundCommand, type RoundEvent, type RoundSetup, type RoundState } from '@unanimous/rounds'
import * as Y from 'yjs'
import type { SeededRandom } from './seeded.ts'

export const interviewer = 'interviewer-seat-00001' as SeatId
export const candidate = 'candidate-seat-000001' as SeatId
export const roots: Roots = { texts: ['code:typescript', 'code:python', 'outline'], maps: ['board', 'runs'] }

/** What stood on both screens from one moment of round time on. */
interface Live {
  readonly atMs: number
  readonly shared: Shared
  readonly views: Readonly<Record<'interviewer' | 'candidate', Json>>
}

/** A round as two people held it, and what was live in it after every single thing that happened. */
export interface PlayedRound {
  readonly setup: RoundSetup
  readonly events: readonly RoundEvent[]
  readonly records: readonly DocumentRecord[]
  readonly live: readonly Live[]
  readonly lengthMs: number
}

const setupFor = (): RoundSetup => {
  const pack = loadBank().all().find(each => each.id.startsWith('coding.'))
  if (!pack) throw new Error('the bank has no coding pack')
  return {
    round: 'round' as RoundId, session: 'session' as SessionId, kind: 'coding', minutes: 60, stretch: 1, interviewer, candidate,
    packs: [packIn('coding', pack)], standing: 'practice',
  }
}

const sharedIn = (doc: Y.Doc): Shared => ({
  texts: Object.fromEntries(roots.texts.map(name => [name, doc.getText(name).toString()])),
  maps: Object.fromEntries(roots.maps.map(name => [name, toJson(Object.fromEntries([...doc.getMap(name).entries()].map(([key, value]) => [key, value instanceof Y.Map ? value.toJSON() : value]))) as Shared['maps'][string]])),
})

const words = ['const ', 'heap', '(', ')', '\n', '  ', 'über', '🙂', '日本', 'return ', ';']

/** One edit of one person: typing, deleting, replacing, drawing, moving, erasing, a run's record. */
const edit = (doc: Y.Doc, random: SeededRandom): void => doc.transact(() => {
  const text = doc.getText(random.pick(roots.texts))
  const board = doc.getMap(random.chance(0.8) ? 'board' : 'runs')
  const keys = [...board.keys()]
  const at = random.below(text.length + 1)
  const edits = [
    () => text.insert(at, random.pick(words)), () => text.insert(at, random.pick(words)), () => text.insert(text.length, random.pick(words)),
    () => text.delete(Math.min(at, Math.max(0, text.length - 3)), Math.min(3, text.length)),
    () => { text.delete(0, Math.min(2, text.length)); text.insert(0, random.pick(words)); text.insert(text.length, 'end') },
    () => board.set(random.pick(['a', 'b', 'c', '__proto__', 'constructor']), { type: 'rectangle', x: random.below(900), label: random.pick(words), points: random.chance(0.5) ? [[0, 0], [random.below(9), 1]] : Uint8Array.of(7, random.below(256), 255) }),
    () => { const key = random.pick(keys.filter(each => each !== 'nested').concat('a')); board.set(key, { ...board.get(key) as object, x: random.below(900) }) },
    () => { if (keys.length > 0) board.delete(random.pick(keys)) },
    () => { const nested = new Y.Map(); board.set('nested', nested); nested.set('because', random.pick(words)) },
    () => { const nested = board.get('nested'); if (nested instanceof Y.Map) nested.set('because', `${random.pick(words)}${random.below(9)}`) },
  ]
  random.pick(edits)()
})

const commands = ({ setup: { packs: [pack] } }: RoundState, random: SeededRandom, step: number): readonly (readonly [SeatId | 'server', AnyRoundCommand])[] => {
  if (!pack) throw new Error('no pack')
  const node = `${pack.id}/${random.pick(pack.followups).id}`
  const dims = random.pick(pack.followups).dims
  return [
    [interviewer, { name: 'ask-follow-up', node }], [interviewer, { name: 'reveal-change-card', node }],
    [interviewer, { name: 'mark-follow-up', node, mark: random.pick(['nailed', 'partial', 'struggled'] as const) }],
    [interviewer, { name: 'tick-signal', node, polarity: '+', index: 0, on: random.chance(0.7) }],
    [interviewer, { name: 'capture-evidence', evidence: `e${step}`, kind: 'quote', text: `said ${random.pick(words)}`, dimensions: dims, polarity: '-' }],
    [interviewer, { name: 'write-note', note: `n${random.below(3)}`, text: random.pick(words) }],
    [candidate, { name: 'write-note', note: `m${random.below(3)}`, text: random.pick(words) }],
    [random.pick([interviewer, candidate]), { name: 'bookmark-moment', bookmark: `b${random.below(3)}`, on: random.chance(0.7) }],
    [random.pick([interviewer, candidate]), { name: 'choose-language', language: random.pick(['python', 'typescript'] as const) }],
    [candidate, { name: 'pause-round' }], [candidate, { name: 'resume-round' }],
    ['server', { name: 'seat-absent', seat: candidate, since: 0 }], ['server', { name: 'seat-back', seat: candidate }],
  ]
}

interface Stage {
  readonly random: SeededRandom
  now: Instant
  state: RoundState
  readonly events: RoundEvent[]
  readonly records: DocumentRecord[]
  readonly server: Y.Doc
  /** Each person's document and what has not reached them yet. */
  readonly people: readonly { readonly seat: SeatId; readonly doc: Y.Doc; readonly waiting: Uint8Array[] }[]
}

const tell = (stage: Stage, by: SeatId | 'server', command: AnyRoundCommand, step: number): void => {
  const since = 'since' in command ? { ...command, since: stage.now - stage.random.below(9_000) } : command
  const decided = decide(stage.state, since as AnyRoundCommand, by, stage.now, { commandId: `c${step}` as CommandId })
  if (!decided.ok) return
  for (const event of decided.value) {
    const numbered = { ...event, seq: stage.events.length + 1 } as RoundEvent
    stage.events.push(numbered)
    stage.state = evolve(stage.state, numbered)
  }
}

/** One edit as it goes: written down by the server first, then on its way to the other, who may get it later. */
const write = (stage: Stage): void => {
  const { random, people, server, records } = stage
  const from = random.pick(people)
  const other = people.find(person => person !== from)
  while (from.waiting.length > 0 && random.chance(0.6)) Y.applyUpdate(from.doc, from.waiting.shift() as Uint8Array)
  const before = Y.encodeStateVector(from.doc)
  edit(from.doc, random)
  const bytes = Y.encodeStateAsUpdate(from.doc, before)
  Y.applyUpdate(server, bytes)
  records.push({ at: stage.now, kind: 'update', seat: from.seat, bytes })
  other?.waiting.push(bytes)
}

/** Two people's round, the same for the same seed, with concurrent edits, pauses, dropped lines and late pins. */
export const playRound = (random: SeededRandom, steps: number): PlayedRound => {
  const setup = setupFor()
  const people = [interviewer, candidate].map(seat => ({ seat, doc: new Y.Doc(), waiting: [] as Uint8Array[] }))
  const stage: Stage = { random, now: instant(1_760_000_000_000), state: initialState(setup), events: [], records: [], server: new Y.Doc(), people }
  const live: (Omit<Live, 'atMs'> & { readonly at: number })[] = []
  const look = () => {
    live.push({ at: stage.now, shared: sharedIn(stage.server), views: { interviewer: toJson(viewFor(stage.state, interviewer)), candidate: toJson(viewFor(stage.state, candidate)) } })
  }
  look()
  tell(stage, interviewer, { name: 'start-round' }, 0)
  look()
  for (let step = 1; step <= steps; step++) {
    stage.now = instant(stage.now + 1 + random.below(random.chance(0.02) ? 90_000 : 1_500))
    if (random.chance(0.8)) write(stage)
    else tell(stage, ...random.pick(commands(stage.state, random, step)), step)
    look()
  }
  stage.now = instant(stage.now + 46 * 60_000)
  tell(stage, 'server', { name: 'end-round' }, steps + 1)
  look()
  // A pause is dated back to the drop: what the clock showed meanwhile is no place on the round's axis.
  const roundTime = roundTimeOf(setup, stage.events)
  return { setup, events: stage.events, records: stage.records, live: live.map(({ at, ...was }) => ({ ...was, atMs: roundTime(at) })), lengthMs: stage.state.clock.elapsedMs }
}
