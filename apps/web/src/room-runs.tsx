import { useLingui } from '@lingui/react/macro'
import { RUNNER_LANGUAGES, type RoundSummary, type SessionView } from '@unanimous/protocol'
import { runLimits } from '@unanimous/room-doc'
import { writeValue, type Pack } from '@unanimous/rounds'
import { judgeCase } from '@unanimous/runner'
import { type ReactNode, useMemo } from 'react'
import type { HeldDocument } from './features/editor/use-shared-document.ts'
import type { RunCases } from './features/rounds/case-runs.ts'
import { createHostRunner } from './features/run/host-backend.ts'
import { OutputPanel } from './features/run/output-panel.tsx'
import { RunButton } from './features/run/run-button.tsx'
import { type Runs, useRuns } from './features/run/use-runs.ts'
import { useRead } from './platform/queries.ts'
import type { CodeLanguage } from './platform/words.ts'

interface RoomRunsNeeds {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly held: HeldDocument
  readonly language: CodeLanguage | 'outline'
  readonly code: () => string
}

/** What an editor shows of runs: a button in its bar, the output under its text. Nothing in rounds without code. */
export interface RoomRuns {
  readonly tools: ReactNode
  readonly output: ReactNode
  readonly runs: Runs | undefined
  /** Of the interviewer, where verified cases can be run. */
  readonly runCases: RunCases | undefined
}

/** Languages in which a case can be called as the pack's signature says. */
const caseLanguages: readonly CodeLanguage[] = ['typescript', 'javascript', 'python']

const clipped = (text: string): string => (text.length > runLimits.caseChars ? `${text.slice(0, runLimits.caseChars - 1)}…` : text)

/** The chosen cases as they are run. What has to come out never reaches the code; names and reasons stay with the interviewer. */
const casesToRun = ({ candidate: { signature }, interviewer: { cases = [] } }: Pack, numbers: readonly number[]): Parameters<Runs['runCases']>[0] | undefined => {
  const chosen = numbers.slice(0, runLimits.cases).flatMap(number => {
    const each = cases[number - 1]
    return each ? [{ number, given: each.in, expected: each.out }] : []
  })
  if (signature === undefined || chosen.length === 0) return undefined
  return {
    request: { signature, inputs: chosen.map(({ given }) => given) },
    judge(index, answer) {
      const each = chosen[index]
      if (!each) return undefined
      const { got, passed } = judgeCase(each.expected, answer)
      return { number: each.number, given: clipped(writeValue(each.given)), expected: clipped(writeValue(each.expected)), got: clipped(got), passed }
    },
  }
}

/** A phone screen shows no test runner. Of what only a host runs, Java says enough of itself to be called by name. */
const hasCases = ({ youAre, kind }: RoundSummary, { language, runnable }: Runs): boolean =>
  youAre === 'interviewer' && kind !== 'tech' && (caseLanguages.includes(language) || (language === 'java' && runnable === 'server'))

/** What this host runs beside the browsers; asked again now and then, since its runner may come and go. */
const useHostRunner = (session: string, round: string) => {
  const runs = useRead('host', {}).data?.runs ?? []
  const offered = runs.join(' ')
  return useMemo(() => createHostRunner({ session, round }, RUNNER_LANGUAGES.filter(language => offered.split(' ').includes(language))), [session, round, offered])
}

export const useRoomRuns = ({ session, round, held, language, code }: RoomRunsNeeds): RoomRuns => {
  const { t } = useLingui()
  const host = useHostRunner(session.session, round.round)
  const runs = useRuns({
    session: session.session, round: round.round, seat: session.you.seat, doc: held.shared?.doc, language, code,
    live: round.state === 'running' && held.status.access === 'write', host,
  })
  if (!runs || (!runs.live && runs.runs.length === 0)) return { tools: null, output: null, runs: undefined, runCases: undefined }
  const peer = session.peer?.handle ?? t`the other person`
  const whose = round.youAre === 'candidate' ? t`Runs are yours. Nobody scores them.` : t`Runs are never scored.`
  const runCases: RunCases = (pack, numbers) => {
    const cases = casesToRun(pack, numbers)
    if (cases) runs.runCases(cases)
  }
  return { runs, runCases: runs.live && hasCases(round, runs) ? runCases : undefined, tools: <RunButton runs={runs} />, output: <OutputPanel runs={runs} peer={peer} whose={whose} /> }
}
