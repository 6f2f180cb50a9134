import type { InterviewerView } from '@unanimous/rounds'
import { dimensionsOf } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, type Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const minute = 60_000

const interviewerView = (person: Person, round: string) => person.views.get(round)?.view as InterviewerView

/** Asks three follow-ups with different marks, a card, a hint and evidence in every dimension; gives the evidence ids. */
const interview = async (interviewer: Person, round: string, forward: (ms: number) => void) => {
  await interviewer.send('start-round', { round })
  const view = await expect.poll(() => interviewerView(interviewer, round)?.status).toBe('running').then(() => interviewerView(interviewer, round))
  const [pack] = view.packs
  if (!pack) throw new Error('no pack was dealt')
  const steps = pack.followups.filter(followUp => followUp.kind !== 'scaffold').slice(0, 3)
  for (const [index, step] of steps.entries()) {
    forward(8 * minute)
    const node = `${pack.id}/${step.id}`
    await interviewer.send('ask-follow-up', { round, node })
    await interviewer.send('tick-signal', { round, node, polarity: '+', index: 0, on: true })
    if (step.changeCard !== undefined) await interviewer.send('reveal-change-card', { round, node })
    await interviewer.send('mark-follow-up', { round, node, mark: index === 1 ? 'struggled' : 'nailed' })
  }
  if (pack.interviewer.leftUnsaid.length > 0) await interviewer.send('answer-left-unsaid', { round, pack: pack.id, index: 0, on: true })
  const [hint] = pack.interviewer.hints
  if (hint) await interviewer.send('give-hint', { round, hint: `${pack.id}/${hint.id}` })
  for (const dimension of dimensionsOf(view.kind)) {
    await interviewer.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: `heard about ${dimension.name}`, dimensions: [dimension.id], polarity: '+' })
  }
  forward(30 * minute)
  await interviewer.send('end-round', { round })
}

const file = async (interviewer: Person, candidate: Person, round: string, opensBoth: { card: boolean; estimate: boolean }) => {
  const form = await interviewer.read('scorecard', { round })
  const ratings = Object.fromEntries(form.dimensions.map(dimension => [dimension.id, 3 as const]))
  const draft = { ratings, vote: 3 as const, keepDoing: 'Priced every option.', changeOne: 'Talk while you type.', keeper: 'fight' as const, levelSignal: 'at' as const }
  const { version } = await interviewer.send('save-scorecard', { round, version: form.version, draft })
  await interviewer.send('file-scorecard', { round, version, draft, opensBoth: opensBoth.card })
  const guess = await candidate.read('self-estimate', { round })
  await candidate.send('file-self-estimate', { round, version: guess.version, draft: { guesses: Object.fromEntries(guess.dimensions.map(dimension => [dimension.id, 2 as const])), vote: 2 }, opensBoth: opensBoth.estimate })
}

eachEngine('a live mock on %s', engine => {
  test('[W9] two people meet by link, interview each other, file, and everything opens at once', async () => {
    const { url, clock } = await startApp({ engine })
    const { inviter, other, session } = await meet(url)
    const [first, second] = inviter.session?.rounds ?? []
    if (!first || !second) throw new Error('two rounds were planned')
    expect(first).toMatchObject({ youAre: 'interviewer', kind: 'coding', state: 'planned' })
    expect(first.deal?.packs).toHaveLength(1)
    expect(other.session?.rounds.map(round => round.deal?.packs.length)).toEqual([undefined, 1])

    await interview(inviter, first.round, ms => clock.forward(ms))
    await expect.poll(() => inviter.session?.phase).toBe('between')
    await file(inviter, other, first.round, { card: false, estimate: false })
    expect((await inviter.read('debrief', { session })).state).toBe('sealed')

    await interview(other, second.round, ms => clock.forward(ms))
    await expect.poll(() => inviter.session?.phase).toBe('filing')
    await file(other, inviter, second.round, { card: false, estimate: true })

    const debrief = await inviter.read('debrief', { session })
    if (debrief.state !== 'opened') throw new Error('still sealed')
    expect(debrief.cause).toBe('all-filed')
    expect(debrief.rounds.map(round => [round.youAre, round.card?.vote, round.selfEstimate?.vote])).toEqual([['interviewer', 3, 2], ['candidate', 3, 2]])
    expect(debrief.rounds[1]?.record.asked.map(asked => asked.mark)).toEqual(['nailed', 'struggled', 'nailed'])

    const received = await inviter.read('history', { direction: 'received' })
    expect(received.rows).toHaveLength(1)
    const card = await inviter.read('card', { round: received.rows[0]?.round ?? '' })
    expect(card.record.evidence.some(item => item.text.startsWith('heard about'))).toBe(true)
    expect((await inviter.read('home', {})).rematch?.session).toBe(session)
  })
})

test('what the prompt left unsaid and nobody asked for stands on the form of the card, and after it only how much was asked', async () => {
  const { url, clock } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await interview(inviter, round, ms => clock.forward(ms))
  const [pack] = interviewerView(inviter, round).packs
  const [asked, ...never] = pack?.interviewer.leftUnsaid.map(({ q }) => q) ?? []
  expect(never.length).toBeGreaterThan(0)
  expect((await inviter.read('scorecard', { round })).neverAsked).toEqual([{ title: pack?.title, lines: never }])
  await file(inviter, other, round, { card: false, estimate: true })
  const debrief = await other.read('debrief', { session })
  expect(debrief).toMatchObject({ rounds: [{ record: { leftUnsaid: [{ title: pack?.title, asked: [asked], of: 1 + never.length }] } }] })
  for (const line of never) expect(JSON.stringify(debrief)).not.toContain(line)
})

test('filing the last form without confirming that it opens everything is refused', async () => {
  const { url, clock } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await interview(inviter, round, ms => clock.forward(ms))
  await expect(file(inviter, other, round, { card: false, estimate: false })).rejects.toMatchObject({ code: 'self-estimate/confirm-opening' })
  expect((await other.read('debrief', { session })).state).toBe('sealed')

  // Whoever has filed sees when it opens, whoever has not what is owed; and nothing of it once it is open.
  const { deadlineAt: opensAt } = await other.read('self-estimate', { round })
  expect(await inviter.read('home', {})).toMatchObject({ waiting: [], sealed: [{ session, kind: 'coding', opensAt }] })
  expect(await other.read('home', {})).toMatchObject({ waiting: [{ round, form: 'self-estimate', peerHasFiled: true, deadlineAt: opensAt }], sealed: [] })
  clock.forward(72 * 3_600_000 + 31_000)
  await expect.poll(async () => (await other.read('debrief', { session })).state).toBe('opened')
  for (const person of [inviter, other]) expect(await person.read('home', {})).toMatchObject({ waiting: [], sealed: [] })
})

test('[W10] what is filed opens 72 hours after the last round, and an unfiled card is no vote', async () => {
  const { url, clock, app } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await interview(inviter, round, ms => clock.forward(ms))
  clock.forward(72 * 3_600_000 + 31_000)
  await expect.poll(async () => (await other.read('debrief', { session })).state).toBe('opened')
  const debrief = await other.read('debrief', { session })
  if (debrief.state !== 'opened') throw new Error('still sealed')
  expect(debrief.cause).toBe('deadline')
  expect(debrief.rounds[0]?.card).toBeNull()
  expect(debrief.rounds[0]?.record.asked).toHaveLength(3)
  expect(app.door).toBeDefined()
})
