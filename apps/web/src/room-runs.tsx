import { useLingui } from '@lingui/react/macro'
import { RUNNER_LANGUAGES, type RoundSummary, type SessionView } from '@unanimous/protocol'
import { type ReactNode, useMemo } from 'react'
import type { HeldDocument } from './features/editor/use-shared-document.ts'
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
}

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
  if (!runs || (!runs.live && runs.runs.length === 0)) return { tools: null, output: null, runs: undefined }
  const peer = session.peer?.handle ?? t`the other person`
  const whose = round.youAre === 'candidate' ? t`Runs are yours. Nobody scores them.` : t`Runs are never scored.`
  return { runs, tools: <RunButton runs={runs} />, output: <OutputPanel runs={runs} peer={peer} whose={whose} /> }
}
