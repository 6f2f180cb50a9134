import { ok } from '@unanimous/kernel'
import type { CommandId, Instant, Milliseconds, Result, RoundId, SeatId, SessionId } from '@unanimous/kernel'
import { elapsedMs } from './clock.ts'
import type { Mark, RoundCommand } from './commands.ts'
import { decide } from './decide.ts'
import type { NewEvent, RoundEvent } from './events.ts'
import { coverage } from './evidence.ts'
import { evolve } from './evolve.ts'
import { ladderOf } from './interviewer-view.ts'
import type { DimensionId } from './kinds.ts'
import { plannedMinutes } from './medium.ts'
import { findNode } from './nodes.ts'
import type { FollowUp, Pack } from './pack.ts'
import type { ScriptedCandidate } from './scripted-candidate.ts'
import type { RoundSetup } from './setup.ts'
import { initialState } from './state.ts'
import type { RoundState } from './state.ts'
import { suggest } from './suggest.ts'

/** A round that one person holds alone, to learn a pack: the rules are the room's, the log is in memory and nowhere else. */
export interface Rehearsal {
  readonly setup: RoundSetup
  readonly log: readonly RoundEvent[]
  readonly state: RoundState
}

/** The seat of whoever rehearses. */
export const REHEARSING_SEAT = 'rehearsing' as SeatId
/** The seat that nobody sits in. */
export const SCRIPTED_SEAT = 'scripted' as SeatId

const FULL_MINUTES = 60

/** The round of a rehearsal before its clock runs: full length, one pack, practice. */
export const createRehearsal = (pack: Pack): Rehearsal => {
  const setup: RoundSetup = {
    round: 'rehearsal' as RoundId,
    session: 'rehearsal' as SessionId,
    kind: pack.kind,
    minutes: plannedMinutes(pack.kind, FULL_MINUTES),
    stretch: 1,
    interviewer: REHEARSING_SEAT,
    candidate: SCRIPTED_SEAT,
    packs: [pack],
    standing: 'practice',
  }
  return { setup, log: [], state: initialState(setup) }
}

const appended = ({ setup, log, state }: Rehearsal, event: NewEvent): Rehearsal => {
  const next: RoundEvent = { ...event, seq: log.length + 1 }
  return { setup, log: [...log, next], state: evolve(state, next) }
}

/** What a command of the rehearsing interviewer makes of it, decided as in any room. */
export const rehearse = (rehearsal: Rehearsal, command: RoundCommand, now: Instant): Result<Rehearsal> => {
  const decided = decide(rehearsal.state, command, REHEARSING_SEAT, now, { commandId: `command-${rehearsal.log.length}` as CommandId })
  return decided.ok ? ok(decided.value.reduce(appended, rehearsal)) : decided
}

/** One follow-up of a rehearsal, held against who answered it and what the policy had proposed. */
export interface RehearsedStep {
  readonly node: FollowUp
  readonly atMs: Milliseconds
  /** Absent where it was left open at the end. */
  readonly mark?: Mark
  /** How the scripted candidate really did. */
  readonly truly: Mark
  /** What the policy proposed first when it was asked; absent where it proposed nothing. */
  readonly proposed?: FollowUp
}

/** What a rehearsal came to. It judges nobody and is kept nowhere. */
export interface RehearsalReview {
  readonly steps: readonly RehearsedStep[]
  /** Dimensions the pack is about of which something was seen, and those of which nothing was. */
  readonly covered: readonly DimensionId[]
  readonly bare: readonly DimensionId[]
  readonly elapsedMs: Milliseconds
  readonly hintPoints: number
}

const stepOf = ({ setup, log, state }: Rehearsal, candidate: ScriptedCandidate, asked: RoundState['asked'][number]): readonly RehearsedStep[] => {
  const node = findNode(setup.packs, asked.node)?.node
  const at = log.findIndex((event) => event.type === 'follow-up-asked' && event.body.node === asked.node)
  if (node === undefined || at === -1) return []
  const before = log.slice(0, at).reduce(evolve, initialState(state.setup))
  const proposed = findNode(setup.packs, suggest(ladderOf(before), asked.atMs)[0]?.node ?? '')?.node
  return [{
    node,
    atMs: asked.atMs,
    ...(asked.mark === undefined ? {} : { mark: asked.mark }),
    truly: candidate(node),
    ...(proposed === undefined ? {} : { proposed }),
  }]
}

/** Reads a rehearsal off its log. `now` is when it is looked at; after the end the clock stands. */
export const reviewRehearsal = (rehearsal: Rehearsal, candidate: ScriptedCandidate, now: Instant): RehearsalReview => {
  const { setup, state } = rehearsal
  const seen = coverage(state)
  const focus = [...new Set(setup.packs.flatMap((pack) => pack.interviewer.rubricFocus))]
  return {
    steps: state.asked.flatMap((asked) => stepOf(rehearsal, candidate, asked)),
    covered: focus.filter((dimension) => (seen[dimension] ?? 0) > 0),
    bare: focus.filter((dimension) => (seen[dimension] ?? 0) === 0),
    elapsedMs: elapsedMs(state.clock, now),
    hintPoints: state.hints.reduce((sum, { cost }) => sum + cost, 0),
  }
}
