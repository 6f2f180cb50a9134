import { dimensionsOf, type CandidateView, type InterviewerView, type Pack } from '@unanimous/rounds'
import { expect } from 'vitest'
import { openDocument } from './document.ts'
import type { Replay } from '@unanimous/protocol'
import { patiently } from './past-rounds.ts'
import { freshId, meet, type Person } from './person.ts'
import type { RunningApp } from './start-app.ts'
import { caughtUp, consoleOf } from './whole-round.ts'

const code = 'code:typescript'
const minuteMs = 60_000

/** What stood on both screens at a moment of a round. */
interface Moment { readonly atMs: number; readonly text: string; readonly theirs: InterviewerView; readonly candidates: CandidateView }

/** A round that both agreed to keep, held with edits, a change card, evidence and notes; and what stood on both screens as it went. */
export const holdKeptRound = async (running: RunningApp, one: Pack, { agree = true } = {}) => {
  const { inviter, other, session } = await meet(running.url, { kind: 'coding', bothWays: false })
  for (const person of [inviter, other]) await person.send('agree-replay', { session, agreed: agree })
  const [{ round, document } = { round: '', document: '' }] = inviter.session?.rounds ?? []
  await inviter.send('start-round', { round })
  await expect.poll(() => consoleOf(inviter, round).status).toBe('running')
  const startedAt = Number(consoleOf(inviter, round).clock.startedAt)
  const pages = { mine: await openDocument(inviter, document), theirs: await openDocument(other, document) }
  const live: Moment[] = []
  const type = async (words: string) => {
    running.clock.forward(2 * minuteMs)
    pages.theirs.text(code).insert(pages.theirs.text(code).length, words)
    await expect.poll(() => pages.mine.text(code).toString()).toBe(pages.theirs.text(code).toString())
    await Promise.all([caughtUp(inviter), caughtUp(other)])
    live.push({ atMs: running.clock.now() - startedAt, text: pages.mine.text(code).toString(), theirs: consoleOf(inviter, round), candidates: other.views.get(round)?.view as CandidateView })
  }
  await type('const a = 1\n')
  const node = `${one.id}/${one.followups.find(each => each.changeCard !== undefined)?.id}`
  await inviter.send('ask-follow-up', { round, node })
  await inviter.send('reveal-change-card', { round, node })
  await type('const b = 2\n')
  await inviter.send('write-note', { round, note: freshId(), text: 'a private note' })
  for (const { id } of dimensionsOf('coding')) await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: `said of ${id}`, dimensions: [id], polarity: '+' })
  await type('// the end\n')
  return { inviter, other, session, round, live, end: async () => {
    running.clock.forward(45 * minuteMs)
    await inviter.send('end-round', { round })
  } }
}

/** A replay once its tape is there, asked for as a page does; nothing else of the person is touched. */
export const readReplay = async (person: Person, round: string): Promise<Replay> => {
  for (;;) {
    const replay = await patiently(() => person.read('replay', { round }))
    if (replay.prepared) return replay
    await new Promise(again => { setTimeout(again, 100) })
  }
}

export type KeptRound = Awaited<ReturnType<typeof holdKeptRound>>

/** Both file, so that everything opens. */
export const openCards = async ({ inviter, other, round }: KeptRound) => {
  const ratings = Object.fromEntries(dimensionsOf('coding').map(({ id }) => [id, 3 as const]))
  await inviter.send('file-scorecard', { round, version: 0, draft: { ratings, vote: 3 }, opensBoth: false })
  await other.send('file-self-estimate', { round, version: 0, draft: { guesses: ratings, vote: 3 }, opensBoth: true })
}
