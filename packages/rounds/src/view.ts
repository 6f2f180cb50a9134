import { candidateFrame, candidateScene } from './candidate-view.ts'
import type { CandidateView } from './candidate-view.ts'
import { evolve } from './evolve.ts'
import type { RoundEvent } from './events.ts'
import { interviewerFrame, interviewerScene } from './interviewer-view.ts'
import type { InterviewerView } from './interviewer-view.ts'
import { movesRater, raterView } from './rater-view.ts'
import type { RaterView } from './rater-view.ts'
import { isSame } from './same.ts'
import { roleOf } from './setup.ts'
import type { Role, RoundSetup } from './setup.ts'
import { initialState } from './state.ts'
import type { RoundState } from './state.ts'

/** What one seat may see of a round. */
export type RoundView = InterviewerView | CandidateView | RaterView

const seatRole = (setup: RoundSetup, seat: string): Role => {
  const role = roleOf(setup, seat)
  if (role === undefined) throw new Error(`seat ${seat} has no part in round ${setup.round}`)
  return role
}

/**
 * What one of the two seats of a round may see: a pure function of log and seat, with no "now" in it, serialisable, keys always in
 * the same order. Throws for a seat that has no part in the round; who may ask is settled before.
 */
export const viewFor = (state: RoundState, seat: string): InterviewerView | CandidateView =>
  seatRole(state.setup, seat) === 'interviewer'
    ? { ...interviewerFrame(state.setup), ...interviewerScene(state) }
    : { ...candidateFrame(state.setup), ...candidateScene(state) }

/** A round being folded, with what each seat sees and how often that has changed. */
export interface RoundFold {
  /** Takes the log's next event. Throws when one is missing or repeated. */
  apply(event: RoundEvent): void
  state(): RoundState
  view(seat: string): InterviewerView | CandidateView
  /** How often this seat's view has changed since before the first event: the same number from the same log, anywhere. */
  counter(seat: string): number
  /** The same two for the round's second rater, whom the caller vouches for. */
  raterView(seat: string): RaterView
  raterCounter(seat: string): number
}

/** A view that is watched for change. Only the moving part is compared, and as values: written out, its notes alone may be a megabyte per event. */
interface Watched {
  readonly scene: object
  readonly changes: number
}

const SCENES = { interviewer: interviewerScene, candidate: candidateScene }

/** Folds a round event by event, counting per seat how often its view has changed. */
export const createFold = (setup: RoundSetup): RoundFold => {
  let state = initialState(setup)
  const watched: Record<Role, Watched> = {
    interviewer: { scene: interviewerScene(state), changes: 0 },
    candidate: { scene: candidateScene(state), changes: 0 },
  }
  /** What moved every rater's view, and what moved that of one. */
  const moved = new Map<string, number>()
  const EVERYBODY = ''
  const look = (role: Role): void => {
    const scene = SCENES[role](state)
    if (!isSame(scene, watched[role].scene)) watched[role] = { scene, changes: watched[role].changes + 1 }
  }
  return {
    apply: (event) => {
      state = evolve(state, event)
      look('interviewer')
      look('candidate')
      const whose = movesRater(event, EVERYBODY) ? EVERYBODY : event.seat
      if (movesRater(event, whose)) moved.set(whose, (moved.get(whose) ?? 0) + 1)
    },
    state: () => state,
    view: (seat) => viewFor(state, seat),
    counter: (seat) => watched[seatRole(setup, seat)].changes,
    raterView: (seat) => raterView(state, seat),
    raterCounter: (seat) => (moved.get(EVERYBODY) ?? 0) + (moved.get(seat) ?? 0),
  }
}

/** A whole log folded at once. */
export const foldRound = (setup: RoundSetup, events: readonly RoundEvent[]): RoundFold => {
  const round = createFold(setup)
  for (const event of events) round.apply(event)
  return round
}

