import { ok, refuse } from '@unanimous/kernel'
import { elapsedMs } from './clock.ts'
import type { Answer, Asking, Draft } from './draft.ts'
import { dimensionsOf } from './kinds.ts'
import type { DimensionId, RoundKind } from './kinds.ts'
import { cueOf, findHint, findNode, findPack } from './nodes.ts'
import { progressOf, takesPartial } from './progress.ts'
import { openFollowUp } from './state.ts'
import { checklistOf } from './talk.ts'
import type { PackLine } from './state.ts'

const unknownPack = refuse('round/unknown-pack', 'This round does not hold that pack.')
const unknownFollowUp = refuse('round/unknown-follow-up', 'This round does not hold that follow-up.')
const notAsked = refuse('round/not-asked', 'Ask the follow-up first.')
const alreadySo = ok([])

const wasAsked = ({ state }: Asking, node: string): boolean => state.asked.some((asked) => asked.node === node)

/** Whether a card of this kind of round knows the dimension. */
export const isRated = (kind: RoundKind, dimension: DimensionId): boolean =>
  dimension === 'conduct' || dimensionsOf(kind).some(({ id }) => id === dimension)

const askFollowUp: Answer<'ask-follow-up'> = (asking, { node }) => {
  const { state, now } = asking
  const found = findNode(state.setup.packs, node)
  if (found === undefined) return unknownFollowUp
  if (wasAsked(asking, node)) return refuse('round/already-asked', 'That follow-up was already asked.')
  if (openFollowUp(state) !== undefined) return refuse('round/mark-first', 'Mark the open follow-up before you go on.')
  const partial: readonly Draft[] = takesPartial(state.setup, state.progress, found.pack, elapsedMs(state.clock, now))
    ? [{ type: 'took-partial', body: { pack: found.pack.id } }]
    : []
  return ok([...partial, { type: 'follow-up-asked', body: { node } }])
}

const markFollowUp: Answer<'mark-follow-up'> = ({ state }, { node, mark }) => {
  if (findNode(state.setup.packs, node) === undefined) return unknownFollowUp
  const asked = state.asked.find((other) => other.node === node)
  if (asked === undefined) return notAsked
  return asked.mark === mark ? alreadySo : ok([{ type: 'follow-up-marked', body: { node, mark } }])
}

const tickSignal: Answer<'tick-signal'> = (asking, { node, polarity, index, on }) => {
  const found = findNode(asking.state.setup.packs, node)
  if (found === undefined) return unknownFollowUp
  if (cueOf(found.node, polarity, index) === undefined) return refuse('round/unknown-signal', 'That follow-up has no such signal.')
  if (!wasAsked(asking, node)) return notAsked
  const ticked = asking.state.signals.some((s) => s.node === node && s.polarity === polarity && s.index === index)
  return ticked === on ? alreadySo : ok([{ type: 'signal-ticked', body: { node, polarity, index, on } }])
}

const revealChangeCard: Answer<'reveal-change-card'> = (asking, { node }) => {
  const found = findNode(asking.state.setup.packs, node)
  if (found === undefined) return unknownFollowUp
  if (found.node.changeCard === undefined) return refuse('round/no-change-card', 'That follow-up has no change card.')
  if (!wasAsked(asking, node)) return notAsked
  if (asking.state.cards.some((card) => card.node === node)) return alreadySo
  return ok([{ type: 'change-card-revealed', body: { node } }])
}

const giveHint: Answer<'give-hint'> = ({ state }, { hint }) => {
  if (findHint(state.setup.packs, hint) === undefined) return refuse('round/unknown-hint', 'This round does not hold that hint.')
  if (state.hints.some((given) => given.hint === hint)) return alreadySo
  const under = openFollowUp(state)?.node
  return ok([{ type: 'hint-given', body: { hint, ...(under === undefined ? {} : { under }) } }])
}

const askOwnQuestion: Answer<'ask-own-question'> = ({ state }, { text, dimension }) => {
  if (text.trim() === '') return refuse('round/empty-text', 'Write the question down first.')
  if (!isRated(state.setup.kind, dimension)) return refuse('round/unknown-dimension', 'This round does not rate that dimension.')
  return ok([{ type: 'own-question-asked', body: { text, dimension } }])
}

const openPrompt: Answer<'open-prompt'> = ({ state }, { pack }) => {
  if (findPack(state.setup.packs, pack) === undefined) return unknownPack
  return state.opened.some((prompt) => prompt.pack === pack) ? alreadySo : ok([{ type: 'prompt-opened', body: { pack } }])
}

const setSolutionState: Answer<'set-solution-state'> = ({ state }, command) => {
  const pack = findPack(state.setup.packs, command.pack)
  if (pack === undefined) return unknownPack
  if (!pack.interviewer.solutionStates.includes(command.state)) {
    return refuse('round/unknown-state', 'The pack does not know that solution state.')
  }
  if (progressOf(state.progress, pack).state === command.state) return alreadySo
  return ok([{ type: 'solution-state-set', body: { pack: pack.id, state: command.state } }])
}

const holds = (lines: readonly PackLine[], pack: string, index: number): boolean =>
  lines.some((line) => line.pack === pack && line.index === index)

const answerLeftUnsaid: Answer<'answer-left-unsaid'> = ({ state }, { pack, index, on }) => {
  if (findPack(state.setup.packs, pack)?.interviewer.leftUnsaid[index] === undefined) {
    return refuse('round/unknown-line', 'The pack does not hold that line.')
  }
  return holds(state.leftUnsaid, pack, index) === on ? alreadySo : ok([{ type: 'left-unsaid-answered', body: { pack, index, on } }])
}

const checkItem: Answer<'check-item'> = ({ state }, { pack, index, on }) => {
  const found = findPack(state.setup.packs, pack)
  if (found === undefined || checklistOf(found)[index] === undefined) {
    return refuse('round/unknown-line', 'The pack does not hold that line.')
  }
  return holds(state.checked, pack, index) === on ? alreadySo : ok([{ type: 'item-checked', body: { pack, index, on } }])
}

/** The rules of the script: what is asked, marked, ticked, shown and helped with. */
export const LADDER_ANSWERS = {
  'open-prompt': openPrompt,
  'ask-follow-up': askFollowUp,
  'mark-follow-up': markFollowUp,
  'tick-signal': tickSignal,
  'reveal-change-card': revealChangeCard,
  'give-hint': giveHint,
  'ask-own-question': askOwnQuestion,
  'set-solution-state': setSolutionState,
  'answer-left-unsaid': answerLeftUnsaid,
  'check-item': checkItem,
}
