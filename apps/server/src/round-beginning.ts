import type { Documents } from './features/documents/documents.feature.ts'
import type { Pauses } from './features/rounds/pauses.ts'
import type { Rounds } from './features/rounds/rounds.feature.ts'
import type { RoundRow } from './features/rounds/round-log.ts'
import type { Background } from './platform/background.ts'

interface BeginningNeeds {
  readonly documents: Pick<Documents, 'seed'>
  readonly publish: (session: string) => Promise<void>
  readonly background: Background
  readonly codeLanguagesOf: (seat: string) => Promise<readonly string[]>
  readonly rounds: () => Pick<Rounds, 'turnTo'>
  readonly pauses: () => Pick<Pauses, 'roundStarted'>
}

/** What the start of a round means beyond the round: its text, the session's pages, the candidate's language, who is away. */
export const createBeginning = (needs: BeginningNeeds) => async (row: RoundRow): Promise<void> => {
  await needs.documents.seed(row)
  await needs.publish(row.session)
  // Nobody waits for these: they are commands of the round, whose queue is held until its start is answered.
  needs.background.run('started', async () => {
    await needs.rounds().turnTo(row.id, await needs.codeLanguagesOf(row.candidate))
    await needs.pauses().roundStarted(row)
  })
}
