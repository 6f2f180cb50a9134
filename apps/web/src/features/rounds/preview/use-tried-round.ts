import { instant, milliseconds, type CommandId, type Milliseconds, type RoundId, type SeatId, type SessionId } from '@unanimous/kernel'
import { decide, foldRound, plannedMinutes, type AnyRoundCommand, type CandidateView, type InterviewerView, type Pack, type RoundEvent, type RoundSetup } from '@unanimous/rounds'
import { useCallback, useMemo, useState } from 'react'
import { Refused } from '../../../platform/api.ts'
import type { Act, Acts } from '../../../platform/use-acts.ts'

const interviewer = 'interviewer' as SeatId
const candidate = 'candidate' as SeatId
const fullMinutes = 60

const setupOf = (pack: Pack): RoundSetup => ({
  round: 'tried' as RoundId, session: 'tried' as SessionId, kind: pack.kind, minutes: plannedMinutes(pack.kind, fullMinutes), stretch: 1, interviewer,
  candidate, packs: [pack], standing: 'practice',
})

/** A round that only this page knows: the same rules as any other, and nothing is sent. */
export interface TriedRound {
  readonly console: InterviewerView
  readonly candidate: CandidateView
  readonly elapsed: Milliseconds
  readonly minutes: number
  readonly acts: Acts
  readonly turnTo: (minute: number) => void
}

const startMinute = (pack: Pack): number => {
  const at = pack.interviewer.pacing.findIndex(({ phase }) => phase === 'followups')
  return pack.interviewer.pacing[at - 1]?.until ?? 8
}

const appended = (setup: RoundSetup, log: readonly RoundEvent[], command: AnyRoundCommand, elapsed: number): readonly RoundEvent[] | Refused => {
  const state = foldRound(setup, log).state()
  const decided = decide(state, command, interviewer, instant(elapsed), { commandId: `${log.length}` as CommandId })
  if (!decided.ok) return new Refused(decided.refusal.code, decided.refusal.message)
  return [...log, ...decided.value.map((event, index) => ({ ...event, seq: log.length + 1 + index }) as RoundEvent)]
}

/** Tries a pack out as its interviewer, at any minute; both sides are seen as they would be. */
export const useTriedRound = (pack: Pack): TriedRound => {
  const setup = useMemo(() => setupOf(pack), [pack])
  const [minute, turnTo] = useState(() => startMinute(pack))
  const elapsed = milliseconds(minute * 60_000)
  const started = useMemo(() => appended(setup, [], { name: 'start-round' }, 0), [setup])
  const [done, setDone] = useState<{ readonly setup: RoundSetup; readonly log: readonly RoundEvent[] }>()
  const [refusal, setRefusal] = useState<Refused>()
  const log = useMemo(() => (done?.setup === setup ? done.log : started instanceof Refused ? [] : started), [done, setup, started])
  const act: Act = useCallback(async (name, input) => {
    // Only what a console sends comes here, and that is a command of a round.
    const next = appended(setup, log, { ...input, name } as unknown as AnyRoundCommand, elapsed)
    if (next instanceof Refused) setRefusal(next)
    else {
      setRefusal(undefined)
      setDone({ setup, log: next })
    }
    return undefined
  }, [setup, log, elapsed])
  const fold = useMemo(() => foldRound(setup, log), [setup, log])
  const [mine, theirs] = [fold.view(interviewer), fold.view(candidate)]
  if (mine.role !== 'interviewer' || theirs.role !== 'candidate') throw new Error('a tried round lost its roles')
  return { console: mine, candidate: theirs, elapsed, minutes: setup.minutes, turnTo, acts: { act, refusal, forget: () => setRefusal(undefined), pending: 0 } }
}
