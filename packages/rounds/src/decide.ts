import { instant, milliseconds, ok, refuse } from '@unanimous/kernel'
import type { Instant, Result, SeatId } from '@unanimous/kernel'
import { elapsedMs } from './clock.ts'
import type { RoundCommand, ServerRoundCommand } from './commands.ts'
import { CLOCK_ANSWERS } from './decide-clock.ts'
import { EVIDENCE_ANSWERS, unsettles } from './decide-evidence.ts'
import { LADDER_ANSWERS } from './decide-ladder.ts'
import { TALK_ANSWERS } from './decide-talk.ts'
import type { Answer, Asking, CommandByName, CommandStamp, Draft } from './draft.ts'
import type { NewEvent } from './events.ts'
import { roleOf } from './setup.ts'
import type { Role } from './setup.ts'
import type { RoundState, RoundStatus } from './state.ts'
import { currentVersion } from './upcast.ts'

/** Everything that may be asked of a round, by a person or by the server. */
export type AnyRoundCommand = RoundCommand | ServerRoundCommand
type Name = AnyRoundCommand['name']

interface Permission {
  readonly who: readonly (Role | 'rater' | 'server')[]
  readonly when: readonly RoundStatus[]
}

const INTERVIEWER: Permission['who'] = ['interviewer']
const EITHER: Permission['who'] = ['interviewer', 'candidate']
/** Whoever files a card on the round, each for themselves. */
const VOTERS: Permission['who'] = ['interviewer', 'rater']
const SERVER: Permission['who'] = ['server']

const BEFORE: readonly RoundStatus[] = ['waiting']
const DURING: readonly RoundStatus[] = ['running', 'paused']
const DURING_AND_AFTER: readonly RoundStatus[] = ['running', 'paused', 'ended']
const BEFORE_AND_DURING: readonly RoundStatus[] = ['waiting', 'running', 'paused']
const ALWAYS: readonly RoundStatus[] = ['waiting', 'running', 'paused', 'ended']

const PERMISSIONS: Readonly<Record<Name, Permission>> = {
  'start-round': { who: ['interviewer', 'server'], when: BEFORE },
  'open-prompt': { who: INTERVIEWER, when: DURING },
  'ask-follow-up': { who: INTERVIEWER, when: DURING },
  'mark-follow-up': { who: INTERVIEWER, when: DURING_AND_AFTER },
  'tick-signal': { who: INTERVIEWER, when: DURING_AND_AFTER },
  'reveal-change-card': { who: INTERVIEWER, when: DURING },
  'give-hint': { who: INTERVIEWER, when: DURING },
  'ask-own-question': { who: INTERVIEWER, when: DURING },
  'set-solution-state': { who: INTERVIEWER, when: DURING },
  'answer-left-unsaid': { who: INTERVIEWER, when: DURING },
  'check-item': { who: INTERVIEWER, when: DURING_AND_AFTER },
  'tap-heard': { who: INTERVIEWER, when: DURING },
  'take-back-heard': { who: INTERVIEWER, when: DURING },
  'note-project': { who: INTERVIEWER, when: DURING_AND_AFTER },
  'note-decision': { who: INTERVIEWER, when: DURING_AND_AFTER },
  'strike-component': { who: INTERVIEWER, when: DURING },
  'capture-evidence': { who: VOTERS, when: DURING_AND_AFTER },
  'retract-evidence': { who: VOTERS, when: DURING_AND_AFTER },
  'write-note': { who: [...EITHER, 'rater'], when: ALWAYS },
  'bookmark-moment': { who: EITHER, when: DURING },
  'choose-language': { who: [...EITHER, 'server'], when: BEFORE_AND_DURING },
  'pause-round': { who: EITHER, when: DURING },
  'resume-round': { who: EITHER, when: DURING },
  'press-complete': { who: EITHER, when: DURING_AND_AFTER },
  'end-round': { who: [...EITHER, 'server'], when: DURING },
  'candidate-silent': { who: SERVER, when: DURING },
  'candidate-heard': { who: SERVER, when: DURING },
  'forget-silences': { who: SERVER, when: DURING_AND_AFTER },
  'seat-absent': { who: SERVER, when: ALWAYS },
  'seat-back': { who: SERVER, when: ALWAYS },
  'process-was-down': { who: SERVER, when: ALWAYS },
}

const ANSWERS: { readonly [N in Name]: Answer<N> } = { ...LADDER_ANSWERS, ...TALK_ANSWERS, ...EVIDENCE_ANSWERS, ...CLOCK_ANSWERS }

const partOf = (state: RoundState, by: SeatId | 'server', { rater }: CommandStamp): Permission['who'][number] | undefined => {
  if (by === 'server') return 'server'
  return roleOf(state.setup, by) ?? (by === rater ? 'rater' : undefined)
}

const mayAsk = (state: RoundState, { who }: Permission, by: SeatId | 'server', stamp: CommandStamp): boolean => {
  const part = partOf(state, by, stamp)
  return part !== undefined && who.includes(part)
}

const refuseRole = refuse('round/not-your-role', 'That is not for your seat in this round to do.')

const refuseStatus = (status: RoundStatus, name: Name) => {
  if (name === 'start-round') return refuse('round/already-started', 'The round has already started.')
  if (status === 'waiting') return refuse('round/not-running', 'The round has not started yet.')
  return refuse('round/not-running', 'The round has ended.')
}

/** A pause stops the clock in the past, so its own round time is that of the drop, not of now. */
const momentOf = (draft: Draft, now: Instant): Instant => (draft.type === 'round-paused' ? instant(draft.body.since) : now)

const stampAll = (state: RoundState, drafts: readonly Draft[], by: SeatId | 'server', now: Instant, stamp: CommandStamp): readonly NewEvent[] =>
  drafts.map((draft) => ({
    round: state.setup.round,
    at: now,
    roundMs: milliseconds(Math.max(state.lastRoundMs, elapsedMs(state.clock, momentOf(draft, now)))),
    seat: by,
    commandId: stamp.commandId,
    v: currentVersion(draft.type),
    ...draft,
  }))

const answer = <N extends Name>(asking: Asking, command: CommandByName[N] & { readonly name: N }): Result<readonly Draft[]> =>
  ANSWERS[command.name](asking, command)

/**
 * Decides what a command does to a round. `by` is the caller's seat, or `server`; `now` is the server's clock.
 * The answer is the events to append, in order; an empty list means that it is already so. Refusals: `round/not-your-role`,
 * `round/not-running`, `round/opened`, `round/card-filed` and those of the single commands. Applying a command id once is the log's business.
 */
export const decide = (
  state: RoundState,
  command: AnyRoundCommand,
  by: SeatId | 'server',
  now: Instant,
  stamp: CommandStamp,
): Result<readonly NewEvent[]> => {
  const permission = PERMISSIONS[command.name]
  if (!mayAsk(state, permission, by, stamp)) return refuseRole
  if (stamp.opened === true) return refuse('round/opened', 'The cards are open; nothing of this round changes any more.')
  if (!permission.when.includes(state.status)) return refuseStatus(state.status, command.name)
  const drafts = answer({ state, by, now, stamp }, command)
  if (!drafts.ok) return drafts
  if (stamp.filed === true && drafts.value.some((draft) => unsettles(state, draft))) return refuse('round/card-filed', 'Take your card back first.')
  return ok(stampAll(state, drafts.value, by, now, stamp))
}
