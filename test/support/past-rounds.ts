import type { CommandInput, CommandName, QueryOutput, RoundSummary } from '@unanimous/protocol'
import { dimensionsOf, type InterviewerView } from '@unanimous/rounds'
import { freshId, outcomeOf, Person } from './person.ts'
import type { TurnedClock } from './turned-clock.ts'

export type Vote = 1 | 2 | 3 | 4
type Invitation = CommandInput<'create-invite'>

const minuteMs = 60_000

/** Two members and the rounds they hold with each other through the API, as fast as the server takes them. */
export interface Pair {
  readonly clock: TurnedClock
  readonly ann: Person
  readonly ben: Person
}

/** What was seen in a round: the minute, what it speaks for, the words. */
export type Seen = readonly (readonly [minute: number, polarity: '+' | '-', text: string])[]

const usualSights: Seen = [
  [6, '+', 'Asked who pays for a stale count'], [12, '+', 'Cancels stale heap entries'], [14, '-', 'Silent from 14:02 to 18:10'], [21, '+', 'Cheap to write, dear to forget'],
  [23, '-', 'Held the heap four minutes too long'], [35, '+', 'Amortised cost, unprompted'], [41, '-', 'No number for the headroom'],
]

export const signUpPair = async (url: string, clock: TurnedClock, names: readonly [string, string] = ['brindle', 'osprey']): Promise<Pair> => {
  const [ann, ben] = [await new Person(url).signUp(names[0]), await new Person(url).signUp(names[1])]
  for (const person of [ann, ben]) await person.connect({ lasting: true })
  return { clock, ann, ben }
}

/** Waits for what the server is about to push. */
export const until = async <T>(look: () => T | undefined | false | null): Promise<T> => {
  const giveUpAt = Date.now() + 15_000
  for (;;) {
    const seen = look()
    if (seen !== undefined && seen !== false && seen !== null) return seen
    if (Date.now() > giveUpAt) throw new Error(`never came: ${String(look)}`)
    await new Promise(again => setTimeout(again, 20))
  }
}

/** A burst of requests is held back by the server's own limit; whoever must have an answer simply waits. */
export const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('rate/'))) throw error
      await new Promise(again => setTimeout(again, 1_500))
    }
  }
}
/** The same as `outcomeOf`, for whoever must have an answer. */
export const codeOf = (work: () => Promise<unknown>): Promise<string> => outcomeOf(patiently(work))

const send = <N extends CommandName>(who: Person, name: N, input: CommandInput<N>): Promise<unknown> => patiently(() => who.send(name, input))

/** Ann invites, Ben comes, both stand in the room. */
export const sit = async ({ ann, ben }: Pair, invitation: Partial<Invitation> = {}): Promise<{ session: string; rounds: readonly RoundSummary[] }> => {
  const { session, code } = await patiently(() => ann.post('create-invite', { kind: 'coding', minutes: 60, bothWays: true, ...invitation }))
  await patiently(() => ben.post('accept-invite', { code }))
  for (const person of [ann, ben]) {
    await patiently(() => person.watch(session))
    await send(person, 'be-ready', { session, ready: true })
  }
  await until(() => [ann, ben].every(person => person.session?.peer?.here && person.session.peer.ready))
  return { session, rounds: ann.session?.rounds ?? [] }
}

export const rolesOf = ({ ann, ben }: Pair, round: string): { by: Person; of: Person } =>
  ann.session?.rounds.find(each => each.round === round)?.youAre === 'interviewer' ? { by: ann, of: ben } : { by: ben, of: ann }

const viewOf = (person: Person, round: string): InterviewerView => {
  const view = person.views.get(round)?.view
  if (view?.role !== 'interviewer') throw new Error('this person does not interview')
  return view
}

interface Moment {
  readonly round: string
  readonly view: InterviewerView
  readonly sight: Seen[number]
  readonly index: number
  readonly isLast: boolean
}

const captureSight = async (by: Person, { round, view, sight: [, polarity, text], index }: Moment): Promise<void> => {
  const dimensions = dimensionsOf(view.kind)
  const dimension = dimensions[index % Math.max(1, dimensions.length)]
  if (dimension) await send(by, 'capture-evidence', { round, evidence: freshId(), kind: 'quote', text, dimensions: [dimension.id], polarity })
}

/** Asks the next step of the pack that is no scaffold, ticks a signal, shows its card and marks it; the last one stays open. */
const askStep = async (by: Person, { round, view, index, isLast }: Moment): Promise<void> => {
  const [pack] = view.packs
  const step = pack?.followups.filter(each => each.kind !== 'scaffold').slice(0, 5)[index]
  if (!pack || !step) return
  const node = `${pack.id}/${step.id}`
  await send(by, 'ask-follow-up', { round, node })
  if (step.strong.length > 0) await send(by, 'tick-signal', { round, node, polarity: '+', index: 0, on: true })
  if (step.changeCard !== undefined) await send(by, 'reveal-change-card', { round, node })
  if (!isLast) await send(by, 'mark-follow-up', { round, node, mark: (['nailed', 'partial', 'struggled', 'nailed', 'skipped'] as const)[index % 5] ?? 'nailed' })
}

/** Starts a round and brings it to its last sight: follow-ups asked and marked, signals, change cards, evidence, a hint, a note. */
export const beginRound = async (pair: Pair, round: string, sights: Seen = usualSights): Promise<number> => {
  const { by } = rolesOf(pair, round)
  await send(by, 'start-round', { round })
  await until(() => by.views.get(round)?.view.status === 'running')
  const view = viewOf(by, round)
  let minute = 0
  for (const [index, sight] of sights.entries()) {
    pair.clock.forward((sight[0] - minute) * minuteMs)
    minute = sight[0]
    const moment = { round, view, sight, index, isLast: index === sights.length - 1 }
    await captureSight(by, moment)
    await askStep(by, moment)
  }
  const [pack] = view.packs
  const hint = pack?.interviewer.hints[0]
  if (pack && hint) await send(by, 'give-hint', { round, hint: `${pack.id}/${hint.id}` })
  await send(by, 'write-note', { round, note: freshId(), text: 'Talks more once the code runs. Ask about ties again.' })
  if (pack?.interviewer.checklist?.length) await send(by, 'check-item', { round, pack: pack.id, index: 0, on: true })
  return minute
}

export const endRound = async (pair: Pair, round: string, fromMinute: number): Promise<void> => {
  const { by, of } = rolesOf(pair, round)
  pair.clock.forward((56 - fromMinute) * minuteMs)
  await send(by, 'press-complete', { round })
  await send(of, 'press-complete', { round })
  await send(by, 'end-round', { round })
  await until(() => by.session?.rounds.find(each => each.round === round)?.state === 'ended')
}

export const holdRound = async (pair: Pair, round: string, sights?: Seen): Promise<void> => endRound(pair, round, await beginRound(pair, round, sights))

const words: Readonly<Record<Vote, readonly [keepDoing: string, changeOne: string]>> = {
  4: ['You drained a region before I finished the sentence, then told me what it would cost.', 'Give the first number sooner.'],
  3: ['You asked who pays for a stale count before you wrote a line. “Cheap to write, dear to forget” is the best sentence I heard this month.',
    'Let go sooner. When I moved the constraint you spent four minutes saving the heap before you said it had to go.'],
  2: ['Your base solution was clean and I could follow all of it.', 'Say what the old design would now cost before defending it.'],
  1: ['You stayed calm and answered everything I asked.', 'Name the part you owned.'],
}

type Card = QueryOutput<'scorecard'>

const draftOf = (card: Card, vote: Vote): CommandInput<'file-scorecard'>['draft'] => {
  const [keepDoing, changeOne] = words[vote]
  if (card.kind === 'recruiter') return { screen: 'advance', keepDoing, changeOne }
  const rated = (index: number): Vote => (vote === 1 ? (index % 2 === 1 ? 2 : 1) : Math.max(2, vote - (index % 3 === 2 ? 1 : 0)) as Vote)
  const seen = card.record.evidence.filter(each => each.type !== 'note').slice(0, 2).map(each => each.id)
  return {
    ratings: Object.fromEntries(card.dimensions.map(({ id }, index) => [id, rated(index)])), vote, keepDoing, changeOne,
    keeper: vote === 4 ? 'fight' : vote === 3 ? 'sorry' : 'let_go', levelSignal: vote === 4 ? 'above' : vote === 3 ? 'at' : 'below',
    disagreement: 'The failover weighed more than the count of good parts.',
    ...(vote === 1 ? { strongNo: { evidence: seen, sentence: 'I asked three times what failed on your watch. Each answer was about someone else’s service. I could not find the part you owned.' } } : {}),
  }
}

export const fileCard = async (pair: Pair, round: string, vote: Vote, opensBoth: boolean): Promise<void> => {
  const { by } = rolesOf(pair, round)
  const card = await patiently(() => by.read('scorecard', { round }))
  await send(by, 'file-scorecard', { round, version: card.version, draft: draftOf(card, vote), opensBoth })
}

type Ticks = NonNullable<CommandInput<'file-self-estimate'>['draft']['interviewer']>['ticks']

export const fileGuess = async (pair: Pair, round: string, vote: Vote, opensBoth: boolean, ticks: Ticks = []): Promise<void> => {
  const { of } = rolesOf(pair, round)
  const { dimensions, version } = await patiently(() => of.read('self-estimate', { round }))
  const guesses = Object.fromEntries(dimensions.map(({ id }, index) => [id, index === 1 ? 4 : 3] as const))
  await send(of, 'file-self-estimate', { round, version, opensBoth, draft: { guesses, vote, interviewer: { ratings: { clear_brief: { rating: 4, example: 'Said the three rules first.' }, listened: { rating: 3 } }, ticks } } })
}

/** One of the two interviews the other once and it is opened; two days pass. For a loop of hers Ann is the candidate. */
export const holdOneWay = async (pair: Pair, invitation: Partial<Invitation>, vote: Vote): Promise<string> => {
  const { session, rounds } = await sit(pair, { bothWays: false, ...invitation })
  const round = rounds[0]?.round ?? ''
  await holdRound(pair, round)
  const screen = invitation.kind === 'recruiter'
  await fileCard(pair, round, vote, screen)
  if (!screen) await fileGuess(pair, round, Math.min(4, vote + 1) as Vote, true)
  pair.clock.forward(48 * 60 * minuteMs)
  return session
}

/** Both interview each other; `upTo` says how far it goes. */
export const holdBothWays = async (pair: Pair, upTo: 'sealed' | 'opened'): Promise<{ session: string; first: string; second: string }> => {
  const { session, rounds } = await sit(pair)
  const [first = '', second = ''] = rounds.map(each => each.round)
  for (const round of [first, second]) {
    await holdRound(pair, round)
    pair.clock.forward(10 * minuteMs)
  }
  // Ben files all he owes; Ann's card and guess are still to come.
  await fileCard(pair, second, 3, false)
  await fileGuess(pair, first, 3, false)
  if (upTo === 'opened') {
    await fileGuess(pair, second, 4, false)
    await fileCard(pair, first, 3, true)
  }
  return { session, first, second }
}
