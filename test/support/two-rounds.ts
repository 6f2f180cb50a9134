import { randomInt } from 'node:crypto'
import { bankFrom, loadBank, questionFrom, type Bank } from '@unanimous/bank'
import { checklistOf, dimensionsOf, heardIn, type Mark, type Pack, type RoundKind } from '@unanimous/rounds'
import { expect } from 'vitest'
import { readReplay } from './kept-round.ts'
import { Person, type Received } from './person.ts'
import { seededIds, seededRandom } from './seeded.ts'
import { openApp } from './start-app.ts'
import { stoppedClock } from './turned-clock.ts'
import { caughtUp, consoleOf, readEverything } from './whole-round.ts'

type Change = (source: string) => string

/** What one of the two does that the other must not notice. A world is these choices and nothing else. */
export interface Choices {
  readonly kind: RoundKind
  readonly mark: Mark
  /** With it goes a bookmark. */
  readonly note: string | undefined
  readonly tick: boolean
  readonly hintGiven: boolean
  readonly ownQuestion: boolean
  readonly leftUnsaidAnswered: boolean
  readonly solutionState: number
  readonly evidence: boolean
  /** Whatever this kind counts, maps, lists and ticks. */
  readonly counted: boolean
  readonly cardDraftBegun: boolean
  readonly vote: 2 | 3
  readonly rating: 2 | 3
  readonly keepDoing: string
  readonly cardFiled: 'between' | 'at the end'
  readonly cardTakenBack: boolean
  readonly pack: (pack: Pack) => Pack
  /** What the interviewer changes in a question of their own before they choose it, and again after; without, the bank's is asked. */
  readonly own: { readonly chosen: Change; readonly mended: Change } | undefined
  /** Whether the candidate typed two minutes aloud or without a word, as their browser counted it; without, nothing was counted. */
  readonly narrated: 'aloud' | 'silently' | undefined
  readonly candidateNote: string | undefined
  readonly guessDraftBegun: boolean
  readonly guess: 2 | 4
  readonly guessFiled: 'between' | 'at the end'
  /** Whether a second rater sits in the room, and what of theirs nobody else must notice. */
  readonly second: boolean
  readonly secondNote: string | undefined
  readonly secondEvidence: boolean
  readonly secondDraftBegun: boolean
  readonly secondVote: 2 | 3
  readonly secondWords: string
  readonly secondTakenBack: boolean
  /** No secret: the other one must notice it. */
  readonly changeCardShown: boolean
}

export const usual: Choices = {
  kind: 'coding', counted: false, mark: 'nailed', note: undefined, tick: false, hintGiven: false, ownQuestion: false, leftUnsaidAnswered: false, solutionState: 0, evidence: false, cardDraftBegun: false, vote: 3, rating: 3,
  keepDoing: 'Priced it.', cardFiled: 'at the end', cardTakenBack: false, pack: pack => pack, own: undefined, narrated: undefined, candidateNote: undefined, guessDraftBegun: false, guess: 2, guessFiled: 'at the end', changeCardShown: false,
  second: false, secondNote: undefined, secondEvidence: false, secondDraftBegun: false, secondVote: 3, secondWords: 'Listened.', secondTakenBack: false,
}

/** Every message that reached each of the two from the moment both sat in the room, ids and sign-in dates made equal. */
export interface World {
  readonly interviewer: readonly string[]
  readonly candidate: readonly string[]
  /** The second rater's; empty where there was none. */
  readonly rater: readonly string[]
  /** The pack of the first round, whose secrets are the interviewer's; the second round's are the candidate's own. */
  readonly pack: string
}

/**
 * Ids become their place in the order of appearance, at the same length, so that size and identity are still compared. When a sign-in
 * began and was last used is told by the real clock, which no world turns; a ticket is sealed with a secret of each world's own.
 */
const normalised = (received: readonly Received[]): string[] => {
  const known = new Map<string, string>()
  const place = (id: string) => {
    if (!known.has(id)) known.set(id, `id${String(known.size).padStart(20, '0')}`)
    return known.get(id) ?? ''
  }
  return received.map(({ via, name, body }) => `${via} ${name} ${JSON.stringify(body)}`.replaceAll(/(?<=(?<![\w-])(?:line-test-)?)[\w-]{22}(?![\w-])/g, place).replaceAll(/"(since|lastUsedAt)":\d+/g, '"$1":0').replaceAll(/(?<="ticket":")[\w.-]+/g, ticket => 'x'.repeat(ticket.length)))
}

/** Read once for all worlds: reading it costs more than holding a round. */
let packs: readonly Pack[] | undefined
const bankOf = (change: (pack: Pack) => Pack): Bank => bankFrom((packs ??= loadBank().all()).map(change))

interface Cast {
  readonly ann: Person
  readonly ben: Person
  readonly cy: Person | undefined
  readonly session: string
  readonly first: string
  readonly second: string
  readonly choices: Choices
  forward(minutes: number): void
}

const everybody = ({ ann, ben, cy }: Pick<Cast, 'ann' | 'ben' | 'cy'>): readonly Person[] => (cy ? [ann, ben, cy] : [ann, ben])
const settled = (cast: Cast) => Promise.all(everybody(cast).map(caughtUp))

/** The same id for the same thing in every world. */
const idOf = (what: string) => what.replaceAll(' ', '-').padEnd(22, '0').slice(0, 22)

const enter = async (url: string, { kind, second }: Choices) => {
  // Sign-ups are counted by address in this whole process, and every world signs up its own two.
  const fromAnywhere = () => Object.assign(new Person(url), { forwardedFor: `10.${[0, 0, 0].map(() => randomInt(256)).join('.')}` })
  const ann = await fromAnywhere().signUp('ann')
  const ben = await fromAnywhere().signUp('ben')
  const { session, code } = await ann.post('create-invite', { kind, minutes: 60, bothWays: true })
  await ben.post('accept-invite', { code })
  for (const person of [ann, ben]) {
    await person.connect()
    await person.watch(session)
    await person.send('be-ready', { session, ready: true })
    await person.send('agree-replay', { session, agreed: true })
  }
  await expect.poll(() => [ann, ben].every(person => person.session?.peer?.here && person.session.peer.ready)).toBe(true)
  if (!second) return { ann, ben, session, cy: undefined }
  const cy = await fromAnywhere().signUp('cy')
  const token = idOf('the token of cy')
  await ann.send('ask-second-rater', { session, token })
  await ben.send('agree-second-rater', { session, agreed: true })
  await cy.post('join-as-rater', { token })
  await cy.connect()
  await cy.watch(session)
  await expect.poll(() => [ann, ben].every(person => person.session?.second?.here)).toBe(true)
  return { ann, ben, session, cy }
}

/** What this kind of round counts, maps and lists, besides its checklist. */
const count = async ({ ann, first: round, choices: { kind } }: Cast, pack: Pack) => {
  for (const heard of heardIn(kind)) await ann.send('tap-heard', { round, heard })
  for (const heard of heardIn(kind).slice(0, 1)) await ann.send('take-back-heard', { round, heard })
  if (kind === 'hm') await ann.send('note-project', { round, project: 'b', title: 'Encoder queue', decision: 'Split it.', date: 'spring', options: 'One table' })
  if (kind === 'deep') await ann.send('note-decision', { round, decision: idOf('a decision'), text: 'Two stores', owner: 'own' })
  if (checklistOf(pack).length > 0) await ann.send('check-item', { round, pack: pack.id, index: 0, on: true })
}

/** Where the solution is finished nothing is left unsaid. */
const answerUnsaid = async ({ ann, first: round }: Cast, { id, interviewer: { leftUnsaid } }: Pack) => {
  if (leftUnsaid.length > 0) await ann.send('answer-left-unsaid', { round, pack: id, index: 0, on: true })
}

/** What an interviewer does that shows on no other screen. */
const workSilently = async (cast: Cast, pack: Pack) => {
  const { ann, first: round, choices } = cast
  const hint = pack.interviewer.hints.at(-1)
  if (choices.hintGiven && hint) await ann.send('give-hint', { round, hint: `${pack.id}/${hint.id}` })
  if (choices.note !== undefined) {
    await ann.send('write-note', { round, note: idOf('note of ann'), text: choices.note })
    await ann.send('bookmark-moment', { round, bookmark: idOf('bookmark of ann'), on: true })
  }
  const dimensions = dimensionsOf(choices.kind).map(({ id }) => id)
  const last = dimensions.slice(-1)
  for (const dimension of choices.ownQuestion ? last : []) await ann.send('ask-own-question', { round, text: 'Why not a heap?', dimension })
  if (choices.leftUnsaidAnswered) await answerUnsaid(cast, pack)
  const state = pack.interviewer.solutionStates[choices.solutionState]
  if (choices.solutionState > 0 && state !== undefined) await ann.send('set-solution-state', { round, pack: pack.id, state })
  if (choices.evidence) await ann.send('capture-evidence', { round, evidence: idOf('more evidence'), kind: 'quote', text: 'I would rather shard it.', dimensions: last, polarity: '-' })
  if (choices.counted) await count(cast, pack)
  for (const id of dimensions) await ann.send('capture-evidence', { round, evidence: idOf(id.replaceAll(/[._]/g, '-')), kind: 'quote', text: id, dimensions: [id], polarity: '0' })
}

/** What a second rater does that shows on no other screen. */
const rateSilently = async ({ first: round, choices }: Cast, cy: Person) => {
  const [, second] = dimensionsOf(choices.kind)
  if (choices.secondNote !== undefined) await cy.send('write-note', { round, note: idOf('note of cy'), text: choices.secondNote })
  if (choices.secondEvidence && second) {
    await cy.send('capture-evidence', { round, evidence: idOf('more of cy'), kind: 'quote', text: 'I would rather not.', dimensions: [second.id], polarity: '-' })
    await cy.send('capture-evidence', { round, evidence: idOf('taken back by cy'), kind: 'quote', text: 'No.', dimensions: [second.id], polarity: '-' })
    await cy.send('retract-evidence', { round, evidence: idOf('taken back by cy') })
  }
  for (const { id } of dimensionsOf(choices.kind)) await cy.send('capture-evidence', { round, evidence: idOf(`cy-${id.replaceAll(/[._]/g, '-')}`), kind: 'quote', text: id, dimensions: [id], polarity: '0' })
}

const secondCard = ({ kind, secondVote, secondWords }: Choices) =>
  ({ ratings: Object.fromEntries(dimensionsOf(kind).map(({ id }) => [id, secondVote])), vote: secondVote, keepDoing: secondWords })

const chooseOwn = async (cast: Cast, { chosen, mended }: NonNullable<Choices['own']>) => {
  const { ann, ben, session, first: round } = cast
  const source = chosen(questionFrom('graph', { title: 'Ring roads', prompt: 'Find the way that costs least.' }))
  const { question } = await ann.send('import-question', { source })
  await ann.send('use-own-question', { round, question })
  await settled(cast)
  if (mended(source) !== source) await ann.send('save-question', { question, version: 1, source: mended(source) })
  await settled(cast)
  await readEverything(ben, { session, round, question }, ['session', 'round-view', 'home', 'questions', 'question'])
}

/** Both agree, and the candidate's browser counts: what it counted is theirs, what follows from it is the interviewer's. */
const narrate = async ({ ann, ben, session, first: round, choices: { narrated } }: Cast) => {
  for (const person of [ann, ben]) await person.send('agree-narration', { session, agreed: true })
  const spoke = (narrated === 'aloud' ? '7' : '0').repeat(60)
  for (const fromS of [0, 60, 120]) await ben.send('count-narration', { round, fromS, spoke, typed: '1'.repeat(60), approximate: false })
}

/** What the others do meanwhile. */
const besidesTheInterview = async (cast: Cast) => {
  const { ben, cy, first: round, choices } = cast
  if (choices.narrated !== undefined) await narrate(cast)
  if (choices.candidateNote !== undefined) {
    await ben.send('write-note', { round, note: idOf('note of ben'), text: choices.candidateNote })
    await ben.send('bookmark-moment', { round, bookmark: idOf('bookmark of ben'), on: true })
  }
  if (cy) await rateSilently(cast, cy)
}

const interview = async (cast: Cast) => {
  const { ann, ben, session, first: round, choices, forward } = cast
  if (choices.own) await chooseOwn(cast, choices.own)
  await ann.send('start-round', { round })
  await settled(cast)
  const [pack] = consoleOf(ann, round).packs
  if (!pack) throw new Error('no pack was dealt')
  forward(10)
  const withCard = pack.followups.filter(each => each.changeCard !== undefined)
  const steps = (withCard.length > 0 ? withCard : pack.followups.filter(each => each.strong.length > 0)).slice(0, 2)
  for (const [index, step] of steps.entries()) {
    const node = `${pack.id}/${step.id}`
    await ann.send('ask-follow-up', { round, node })
    if (choices.tick) await ann.send('tick-signal', { round, node, polarity: '+', index: 0, on: true })
    if (step.changeCard !== undefined && (index === 0 || choices.changeCardShown)) await ann.send('reveal-change-card', { round, node })
    await ann.send('mark-follow-up', { round, node, mark: index === 0 ? choices.mark : 'partial' })
    await settled(cast)
    forward(5)
  }
  await workSilently(cast, pack)
  await besidesTheInterview(cast)
  await ben.send('say-in-chat', { session, text: 'Almost there.' })
  await settled(cast)
  await readEverything(ben, { session, round, pack: pack.id })
  await readEverything(ann, { session, round, pack: pack.id })
  if (cast.cy) await readEverything(cast.cy, { session, round, pack: pack.id })
  forward(45)
  await ann.send('end-round', { round })
  await settled(cast)
  // From here on what either reads of the replay is the same each time: its tape is there.
  await readReplay(Object.assign(new Person(ann.url), { cookie: ann.cookie, forwardedFor: ann.forwardedFor }), round)
}

const versionOf = async (author: Person, form: 'scorecard' | 'self-estimate', round: string) => (await author.read(form, { round })).version

const fileCard = async ({ ann, first: round, choices }: Cast) => {
  const draft = choices.kind === 'recruiter'
    ? { screen: 'hold' as const, keepDoing: choices.keepDoing }
    : { ratings: Object.fromEntries(dimensionsOf(choices.kind).map(({ id }) => [id, choices.rating])), vote: choices.vote, keepDoing: choices.keepDoing }
  await ann.send('file-scorecard', { round, version: await versionOf(ann, 'scorecard', round), draft, opensBoth: false })
}
const fileSecondCard = async (cy: Person, round: string, choices: Choices) =>
  cy.send('file-scorecard', { round, version: await versionOf(cy, 'scorecard', round), draft: secondCard(choices), opensBoth: false })
/** A screen is not guessed at. */
const fileGuess = async (person: Person, round: string, kind: RoundKind, guess: 2 | 4) => {
  if (kind === 'recruiter') return
  await person.send('file-self-estimate', { round, version: await versionOf(person, 'self-estimate', round), draft: { guesses: Object.fromEntries(dimensionsOf(kind).map(({ id }) => [id, guess])), vote: guess }, opensBoth: false })
}

const between = async (cast: Cast) => {
  const { ann, ben, session, first: round, choices } = cast
  if (choices.secondDraftBegun) await cast.cy?.send('save-scorecard', { round, version: 0, draft: { vote: 2 } })
  if (choices.cardDraftBegun) await ann.send('save-scorecard', { round, version: 0, draft: { vote: 2 } })
  if (choices.cardFiled === 'between') await fileCard(cast)
  if (choices.guessDraftBegun) await ben.send('save-self-estimate', { round, version: 0, draft: { vote: 4 } })
  if (choices.guessFiled === 'between') await fileGuess(ben, round, choices.kind, choices.guess)
  await settled(cast)
  await readForms(cast)
  await ben.send('say-in-chat', { session, text: 'My turn.' })
  await settled(cast)
}

/** What each of the two can look at while the forms are written: everything that depends on one. */
const readForms = async (cast: Cast) => {
  const { session, first, second } = cast
  for (const person of everybody(cast)) {
    await readEverything(person, { session, round: first }, ['session', 'self-estimate', 'scorecard', 'debrief', 'home', 'history', 'metrics', 'round-view', 'card', 'replay'])
    await readEverything(person, { session, round: second }, ['self-estimate', 'scorecard'])
  }
}

const swapped = async (cast: Cast) => {
  const { ben, second: round, forward, choices } = cast
  await ben.send('start-round', { round })
  await settled(cast)
  forward(60)
  for (const { id } of dimensionsOf(choices.kind)) await ben.send('capture-evidence', { round, evidence: idOf(`two-${id.replaceAll(/[._]/g, '-')}`), kind: 'quote', text: id, dimensions: [id], polarity: '0' })
  for (const { id } of cast.cy ? dimensionsOf(choices.kind) : []) await cast.cy?.send('capture-evidence', { round, evidence: idOf(`cy-two-${id.replaceAll(/[._]/g, '-')}`), kind: 'quote', text: id, dimensions: [id], polarity: '0' })
  await ben.send('end-round', { round })
  await settled(cast)
}

/** Ann files all she owes, which Ben is told as the bare fact; he files all but his last form, so everything stays sealed. */
const filing = async (cast: Cast) => {
  const { ann, ben, cy, first, second, choices } = cast
  if (cy) for (const round of [first, second]) await fileSecondCard(cy, round, choices)
  if (choices.cardFiled === 'at the end') await fileCard(cast)
  await fileGuess(ann, second, choices.kind, 2)
  if (choices.guessFiled === 'at the end') await fileGuess(ben, first, choices.kind, choices.guess)
  await settled(cast)
  await readForms(cast)
  if (choices.cardTakenBack) await ann.send('reopen-scorecard', { round: first })
  if (choices.secondTakenBack) await cy?.send('reopen-scorecard', { round: first })
  await settled(cast)
  await readForms(cast)
  if (choices.cardTakenBack) await fileCard(cast)
  if (cy && choices.secondTakenBack) await fileSecondCard(cy, first, choices)
  await settled(cast)
}

/** Where two streams part, shown shortly; nothing when they are the same messages in the same order and of the same size. */
export const firstDifference = (expected: readonly string[], received: readonly string[]) => {
  const at = expected.findIndex((message, index) => message !== received[index])
  if (at === -1 && expected.length === received.length) return undefined
  const [wanted = '', got = ''] = [expected[at], received[at]]
  const from = Math.max(0, [...wanted].findIndex((letter, index) => letter !== got[index]) - 80)
  return { at, of: expected.length, name: wanted.slice(0, 60), instead: got.slice(0, 60), expected: wanted.slice(from, from + 200), received: got.slice(from, from + 200) }
}

/** Two rounds, seeded to the last id and instant, held up to the moment before the reveal. */
export const holdTwoRounds = async (choices: Choices): Promise<World> => {
  const clock = stoppedClock(Date.UTC(2026, 9, 24, 9))
  const running = await openApp({ clock, ids: seededIds('two worlds'), random: seededRandom('two worlds'), bank: bankOf(choices.pack), config: { TRUST_PROXY: true } })
  try {
    const { ann, ben, cy, session } = await enter(running.url, choices)
    const [first = '', second = ''] = ann.session?.rounds.map(round => round.round) ?? []
    const cast: Cast = { ann, ben, cy, session, first, second, choices, forward: minutes => void clock.forward(minutes * 60_000) }
    await settled(cast)
    const [fromAnn, fromBen, fromCy] = [ann.received.length, ben.received.length, cy?.received.length ?? 0]
    await interview(cast)
    await between(cast)
    await swapped(cast)
    await filing(cast)
    for (const person of everybody(cast)) person.drop()
    return { interviewer: normalised(ann.received.slice(fromAnn)), candidate: normalised(ben.received.slice(fromBen)), rater: normalised(cy?.received.slice(fromCy) ?? []), pack: consoleOf(ann, first).packs[0]?.id ?? '' }
  } finally {
    await running.close()
  }
}
