import type { Documents } from './features/documents/documents.feature.ts'
import type { Pauses } from './features/rounds/pauses.ts'
import type { Rounds } from './features/rounds/rounds.feature.ts'
import type { RoundRow } from './features/rounds/round-log.ts'
import type { Background } from './platform/background.ts'

interface BeginningNeeds {
  readonly documents: Pick<Documents, 'seed'>
  readonly publish: (session: string) => Promise<void>
  readonly background: Background
  /** The dearest first. */
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
    const [theirs, ours] = await Promise.all([needs.codeLanguagesOf(row.candidate), needs.codeLanguagesOf(row.interviewer)])
    // What both code in goes first, in the candidate's order. A guest has said nothing: there it is what the other one asked for.
    await needs.rounds().turnTo(row.id, [...theirs.filter(each => ours.includes(each)), ...theirs, ...ours])
    await needs.pauses().roundStarted(row)
  })
}
