import type { Storage } from '@unanimous/db'
import type { Documents } from './features/documents/documents.feature.ts'
import type { Pauses } from './features/rounds/pauses.ts'
import { runningRounds, type Rounds } from './features/rounds/rounds.feature.ts'
import type { RoundRow } from './features/rounds/round-log.ts'
import type { Background } from './platform/background.ts'

interface BeginningNeeds {
  readonly storage: Storage
  readonly documents: Pick<Documents, 'seed'>
  readonly publish: (session: string) => Promise<void>
  readonly background: Background
  /** The dearest first. */
  readonly codeLanguagesOf: (seat: string) => Promise<readonly string[]>
  readonly rounds: () => Pick<Rounds, 'turnTo'>
  readonly pauses: () => Pick<Pauses, 'roundStarted'>
}

/** What the start of a round means beyond the round: its text, the session's pages, the candidate's language, who is away. */
export const createBeginning = (needs: BeginningNeeds) => {
  /**
   * Nobody waits until the text is on the disk: one that is full or does not answer would hold the round's queue. It is in the
   * document all the same before any page that this brings, since whoever asks for a document first has it first.
   */
  const seed = (row: RoundRow) => needs.background.run('the text of a round', () => needs.documents.seed(row))
  return {
    async afterStart(row: RoundRow): Promise<void> {
      seed(row)
      await needs.publish(row.session)
      // Nobody waits for these: they are commands of the round, whose queue is held until its start is answered.
      needs.background.run('started', async () => {
        const [theirs, ours] = await Promise.all([needs.codeLanguagesOf(row.candidate), needs.codeLanguagesOf(row.interviewer)])
        // What both code in goes first, in the candidate's order. A guest has said nothing: there it is what the other one asked for.
        await needs.rounds().turnTo(row.id, [...theirs.filter(each => ours.includes(each)), ...theirs, ...ours])
        await needs.pauses().roundStarted(row)
      })
    },
    /** Before the first connection: the process may have died after a start and before its text was kept. What has text stays as it is. */
    async recover(): Promise<void> {
      for (const row of await runningRounds(needs.storage)) seed(row)
    },
  }
}
