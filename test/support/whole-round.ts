import type { QueryName, QueryInput } from '@unanimous/protocol'
import { dimensionsOf, heardIn, OWNERS, PROJECTS, type InterviewerView } from '@unanimous/rounds'
import { expect } from 'vitest'
import { freshCanary, type CanaryBank } from './canary-bank.ts'
import { openDocument } from './document.ts'
import { canariesIn, type LeakRecorder } from './leak-recorder.ts'
import { freshId, RefusedByServer, type Person } from './person.ts'
import { patiently } from './past-rounds.ts'
import type { SeededRandom } from './seeded.ts'

/** A round about to be held, with everybody who listens in on it. */
export interface Stage {
  readonly interviewer: Person
  readonly candidate: Person
  readonly session: string
  readonly round: string
  readonly random: SeededRandom
  readonly canaries: CanaryBank
  /** Looks at what the candidate receives, and at what the interviewer does. */
  readonly atCandidate: LeakRecorder
  readonly atInterviewer: LeakRecorder
  forward(ms: number): void
}

export const consoleOf = (person: Person, round: string): InterviewerView => {
  const view = person.views.get(round)?.view
  if (view?.role !== 'interviewer') throw new Error('this person does not interview')
  return view
}

/** The pack dealt last, whose prompt the candidate of a round with several is shown last or never. */
export const lastPackOf = ({ interviewer, round }: Pick<Stage, 'interviewer' | 'round'>): string => consoleOf(interviewer, round).packs.at(-1)?.id ?? ''

/** A refusal is an answer too: what it says is searched like everything else. */
export const orRefused = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof RefusedByServer) return error.code
    throw error
  }
}

/** Everything pushed to a person before this was sent has arrived when it settles. */
export const caughtUp = (person: Person): Promise<unknown> => person.ask('unwatch', { session: freshId() }).catch(() => undefined)

type Step = (stage: Stage) => Promise<unknown>

const anyNode = ({ interviewer, round, random }: Stage) => {
  const pack = random.pick(consoleOf(interviewer, round).packs)
  const node = random.pick(pack.followups)
  return { pack, node, name: `${pack.id}/${node.id}` }
}

const askNext: Step = async stage => {
  const { interviewer, round, random } = stage
  const { name, node } = anyNode(stage)
  const open = consoleOf(interviewer, round).asked.find(asked => asked.mark === undefined)
  if (open) await interviewer.send('mark-follow-up', { round, node: open.node, mark: random.pick(['nailed', 'partial', 'struggled', 'skipped']) })
  await orRefused(interviewer.send('ask-follow-up', { round, node: name }))
  await orRefused(interviewer.send('tick-signal', { round, node: name, polarity: '+', index: random.below(node.strong.length + 1), on: true }))
  await orRefused(interviewer.send('tick-signal', { round, node: name, polarity: '-', index: random.below(node.weak.length + 1), on: true }))
}

const revealCard: Step = async ({ interviewer, round, random, canaries, atCandidate }) => {
  const { asked, packs } = consoleOf(interviewer, round)
  const withCard = asked.flatMap(({ node }) => packs.flatMap(pack => pack.followups.filter(each => each.changeCard !== undefined && `${pack.id}/${each.id}` === node).map(() => ({ node, pack: pack.id }))))
  if (withCard.length === 0) return
  const { node, pack } = random.pick(withCard)
  atCandidate.release(canaries.of(pack).whenCardRevealed.get(node) ?? [])
  await interviewer.send('reveal-change-card', { round, node })
}

const openPrompt: Step = async ({ interviewer, round, random, canaries, atCandidate }) => {
  const pack = random.pick(consoleOf(interviewer, round).packs).id
  atCandidate.release(canaries.of(pack).whenOpened)
  await interviewer.send('open-prompt', { round, pack })
}

const capture: Step = async ({ interviewer, round, random, atCandidate }) => {
  const { kind } = consoleOf(interviewer, round)
  const text = atCandidate.keep(freshCanary(), 'evidence')
  const dimensions = dimensionsOf(kind).slice(0, random.below(3)).map(dimension => dimension.id)
  const evidence = freshId()
  await interviewer.send('capture-evidence', { round, evidence, kind: random.pick(['quote', 'note', 'event']), text, dimensions, polarity: random.pick(['+', '-', '0']) })
  if (random.chance(0.2)) await interviewer.send('retract-evidence', { round, evidence })
}

const interviewerSteps: readonly Step[] = [
  askNext, askNext, askNext, revealCard, openPrompt, capture, capture,
  async ({ interviewer, round, atCandidate }) => interviewer.send('write-note', { round, note: freshId(), text: atCandidate.keep(freshCanary(), 'a note of the interviewer') }),
  async ({ interviewer, round }) => interviewer.send('bookmark-moment', { round, bookmark: freshId(), on: true }),
  async ({ interviewer, round, random, atCandidate }) => {
    const [dimension] = dimensionsOf(consoleOf(interviewer, round).kind)
    if (dimension) await interviewer.send('ask-own-question', { round, text: atCandidate.keep(freshCanary(), 'a question of their own'), dimension: dimension.id })
    else await orRefused(interviewer.send('check-item', { round, pack: consoleOf(interviewer, round).packs[0]?.id ?? '', index: random.below(3), on: true }))
  },
  async ({ interviewer, round, random }) => {
    const pack = random.pick(consoleOf(interviewer, round).packs)
    if (pack.interviewer.hints.length > 0) await interviewer.send('give-hint', { round, hint: `${pack.id}/${random.pick(pack.interviewer.hints).id}` })
  },
  async ({ interviewer, round, random }) => {
    const pack = random.pick(consoleOf(interviewer, round).packs)
    if (pack.interviewer.solutionStates.length > 0) await interviewer.send('set-solution-state', { round, pack: pack.id, state: random.pick(pack.interviewer.solutionStates) })
  },
  async ({ interviewer, round, random }) => orRefused(interviewer.send('answer-left-unsaid', { round, pack: random.pick(consoleOf(interviewer, round).packs).id, index: random.below(3), on: random.chance(0.8) })),
]

/** What single kinds count, map and list; the others are refused it in the same words as ever. */
const talkSteps: readonly Step[] = [
  async ({ interviewer, round, random }) => orRefused(interviewer.send('tap-heard', { round, heard: random.pick(heardIn(consoleOf(interviewer, round).kind).concat('choice')) })),
  async ({ interviewer, round, random }) => orRefused(interviewer.send('take-back-heard', { round, heard: random.pick(heardIn(consoleOf(interviewer, round).kind).concat('we')) })),
  async ({ interviewer, round, random, atCandidate }) => {
    const line = (what: string) => (random.chance(0.8) ? atCandidate.keep(freshCanary(), `the ${what} of a project`) : '')
    return orRefused(interviewer.send('note-project', { round, project: random.pick(PROJECTS), title: line('title'), decision: line('decision'), date: line('date'), options: line('options') }))
  },
  async ({ interviewer, round, random, atCandidate }) => orRefused(interviewer.send('note-decision', { round, decision: freshId(), text: atCandidate.keep(freshCanary(), 'a decision'), owner: random.pick(OWNERS) })),
]

/** Everything a candidate tries, their own right or not; what they may not do is refused in the same words as ever. */
const candidateSteps: readonly Step[] = [
  async ({ candidate, round, atInterviewer }) => candidate.send('write-note', { round, note: freshId(), text: atInterviewer.keep(freshCanary(), 'a note of the candidate') }),
  async ({ candidate, round }) => candidate.send('bookmark-moment', { round, bookmark: freshId(), on: true }),
  async ({ candidate, round }) => orRefused(candidate.send('choose-language', { round, language: 'python' })),
  async ({ candidate, round }) => candidate.send('pause-round', { round }).then(() => candidate.send('resume-round', { round })),
  async ({ candidate, session }) => candidate.send('say-in-chat', { session, text: 'May I ask about the limits?' }),
  async ({ candidate, round, interviewer, random, canaries }) => {
    const { id: pack, followups } = random.pick(consoleOf(interviewer, round).packs)
    const node = `${pack}/${random.pick(followups).id}`
    expect(await orRefused(candidate.send('reveal-change-card', { round, node }))).toBe('round/not-your-role')
    expect(await orRefused(candidate.post('ask-follow-up', { round, node }))).toBe('round/not-your-role')
    expect(await orRefused(candidate.send('tap-heard', { round, heard: 'choice' }))).toBe('round/not-your-role')
    // A question that its interviewer wrote stands in no library.
    expect(await orRefused(candidate.send('open-pack', { pack }))).toBe(canaries.bank.get(pack) ? 'library/closed' : 'library/unknown')
    expect(await orRefused(candidate.send('note-decision', { round, decision: freshId(), text: 'Mine', owner: 'own' }))).toBe('round/not-your-role')
  },
  async ({ candidate, round }) => expect(await orRefused(candidate.send('end-round', { round }))).toBe('round/too-early-to-end'),
]

/** Every read there is, or those named, as this person asks it: each is an answer, if only a refusal. */
export const readEverything = async (person: Person, of: { session: string; round: string; code?: string; question?: string; pack?: string }, only?: readonly QueryName[]): Promise<void> => {
  const inputs: { readonly [N in QueryName]: QueryInput<N> } = {
    host: {}, 'line-test': {}, me: {}, account: {}, queue: {}, invite: { code: of.code ?? freshId() }, 'rater-link': { token: freshId() }, session: { session: of.session }, chat: { session: of.session }, 'round-view': { round: of.round },
    replay: { round: of.round }, scorecard: { round: of.round }, 'self-estimate': { round: of.round }, debrief: { session: of.session }, loops: {}, loop: { loop: freshId() }, 'sample-loop': {}, home: {},
    history: {}, metrics: {}, card: { round: of.round }, 'loop-debrief': { loop: freshId() }, 'loop-shares': { loop: freshId() }, 'shared-loop': { token: freshId() }, 'card-to-void': { round: of.round }, reports: {}, library: {}, 'library-pack': { pack: of.pack ?? 'coding.some-pack' }, plan: {}, 'plan-calendar': {}, stories: {}, questions: {}, question: { question: of.question ?? freshId() },
    'imported-cards': {}, 'imported-card': { card: freshId() },
  }
  for (const [name, input] of Object.entries(inputs)) if (!only || only.includes(name as QueryName)) await orRefused(patiently(() => person.read(name as QueryName, input as QueryInput<QueryName>)))
}

const look = async ({ candidate, interviewer, atCandidate, atInterviewer }: Stage) => {
  await Promise.all([caughtUp(candidate), caughtUp(interviewer)])
  expect(atCandidate.look(candidate.received)).toEqual([])
  expect(atInterviewer.look(interviewer.received)).toEqual([])
}

/** Holds the round in a random order that its seed settles, looking at what each of the two was told after every step. */
export const holdRound = async (stage: Stage, steps: number): Promise<void> => {
  const { interviewer, candidate, round, session, random, canaries, atCandidate, forward } = stage
  const pack = lastPackOf(stage)
  await readEverything(candidate, { session, round, pack })
  await look(stage)
  const [first] = consoleOf(interviewer, round).packs
  const solution = first && consoleOf(interviewer, round).kind === 'extension' ? canaries.of(first.id).whenSolved : []
  atCandidate.release(first ? [...canaries.of(first.id).whenOpened, ...solution] : [])
  await interviewer.send('start-round', { round })
  await expect.poll(() => consoleOf(interviewer, round).status).toBe('running')
  const document = candidate.session?.rounds.find(each => each.round === round)?.document ?? ''
  const pages = [await openDocument(candidate, document), await openDocument(interviewer, document)] as const
  for (let step = 0; step < steps; step++) {
    await random.pick(random.chance(0.75) ? [...interviewerSteps, ...talkSteps] : candidateSteps)(stage)
    forward(random.below(90_000))
    random.pick(pages).text('code:typescript').insert(0, 'a line of code\n')
    if (step % 3 === 0) await look(stage)
    if (step === Math.floor(steps / 2)) await readEverything(candidate, { session, round, pack })
  }
  forward(45 * 60_000)
  await interviewer.send('end-round', { round })
  await look(stage)
  expect(pages[0].frames.length).toBeGreaterThan(3)
  expect([...canariesIn(Buffer.concat(pages[0].frames))]).toEqual(expect.arrayContaining([...solution]))
  expect(atCandidate.inBytes(Buffer.concat(pages[0].frames), 'document')).toEqual([])
}

/** After the reveal the candidate may read what was asked, shown, ticked and captured; the rest of the pack stays unread for ever. */
export const releaseRecord = ({ interviewer, round, canaries, atCandidate }: Stage): void => {
  atCandidate.revealed = true
  const { asked, hints, signals, checked, evidence, packs, opened } = consoleOf(interviewer, round)
  for (const { id } of packs) {
    const secrets = canaries.of(id)
    if (opened.some(prompt => prompt.pack === id)) atCandidate.release(secrets.whenOpened)
    for (const { node } of asked) atCandidate.release([...secrets.whenAskedAndRevealed.get(node) ?? [], ...secrets.whenCardRevealed.get(node) ?? []])
    for (const { hint } of hints) atCandidate.release(secrets.whenHintGivenAndRevealed.get(hint) ?? [])
    for (const { node, polarity, index } of signals) atCandidate.release([secrets.whenTickedAndRevealed.get(`${node} ${polarity} ${index}`) ?? ''])
    for (const { index } of checked.filter(({ pack }) => pack === id)) atCandidate.release(secrets.whenCheckedAndRevealed[index] ?? [])
  }
  atCandidate.release(evidence.map(item => item.text))
}
