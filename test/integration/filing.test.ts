import { describe, expect, test } from 'vitest'
import { freshId, meet, outcomeOf } from '../support/person.ts'
import { captureAll, cardOf, guessOf } from '../support/second-rater.ts'
import { startApp } from '../support/start-app.ts'

const minute = 60_000

/** A round up to its forms; its first follow-up was asked, ticked and marked. */
const heldRound = async () => {
  const { url, clock } = await startApp()
  const { inviter: interviewer, other: candidate, session } = await meet(url, { bothWays: false })
  const round = interviewer.session?.rounds[0]?.round ?? ''
  await interviewer.send('start-round', { round })
  await expect.poll(() => interviewer.views.get(round)?.view.status).toBe('running')
  const view = interviewer.views.get(round)?.view
  const [pack] = view?.role === 'interviewer' ? view.packs : []
  const step = pack?.followups.find(({ strong }) => strong.length > 0)
  const node = `${pack?.id}/${step?.id}`
  await interviewer.send('ask-follow-up', { round, node })
  const tick = { round, node, polarity: '+', index: 0 } as const
  await interviewer.send('tick-signal', { ...tick, on: true })
  await interviewer.send('mark-follow-up', { round, node, mark: 'struggled' })
  await captureAll(interviewer, round, 'coding')
  clock.forward(60 * minute)
  await interviewer.send('end-round', { round })
  return { interviewer, candidate, session, round, node, tick }
}

describe('a tab that lies behind', () => {
  test('[W15] files no scorecard over a newer draft, and the newest is filed once', async () => {
    const { interviewer, round } = await heldRound()
    const older = cardOf('coding', 2, 'What I thought first.')
    const newer = cardOf('coding', 3, 'What I think now.')
    const { version: first } = await interviewer.send('save-scorecard', { round, version: 0, draft: older })
    const { version: newest } = await interviewer.post('save-scorecard', { round, version: first, draft: newer })
    for (const version of [0, first]) {
      for (const door of ['send', 'post'] as const) expect(await outcomeOf(interviewer[door]('file-scorecard', { round, version, draft: older, opensBoth: true }))).toBe('scorecard/newer-draft')
    }
    expect(await interviewer.read('scorecard', { round })).toMatchObject({ filedAt: null, version: newest, draft: newer })
    const id = freshId()
    const filing = { round, version: newest, draft: newer, opensBoth: false }
    const filed = await interviewer.send('file-scorecard', filing, id)
    for (const door of ['send', 'post'] as const) expect(await interviewer[door]('file-scorecard', filing, id)).toEqual(filed)
    expect(await outcomeOf(interviewer.send('file-scorecard', filing))).toBe('scorecard/already-filed')
  })

  test('[W15] opens nothing with a guess that was written over, and saves nothing over what was filed and taken back', async () => {
    const { interviewer, candidate, session, round } = await heldRound()
    const draft = cardOf('coding', 3)
    await interviewer.send('file-scorecard', { round, version: 0, draft, opensBoth: false })
    const { version } = await interviewer.send('reopen-scorecard', { round })
    expect(await outcomeOf(interviewer.send('save-scorecard', { round, version: 0, draft: cardOf('coding', 2) }))).toBe('scorecard/newer-draft')
    await interviewer.send('file-scorecard', { round, version, draft, opensBoth: false })
    const { version: newest } = await candidate.send('save-self-estimate', { round, version: 0, draft: guessOf('coding', 4) })
    expect(await outcomeOf(candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 2), opensBoth: true }))).toBe('self-estimate/newer-draft')
    expect((await candidate.read('debrief', { session })).state).toBe('sealed')
    await candidate.send('file-self-estimate', { round, version: newest, draft: guessOf('coding', 4), opensBoth: true })
    expect(await candidate.read('debrief', { session })).toMatchObject({ state: 'opened', rounds: [{ selfEstimate: { vote: 4 } }] })
  })
})

test('what a filed strong no cites stays until its author takes the card back', async () => {
  const { interviewer, candidate, session, round, node, tick } = await heldRound()
  const pinned = (await interviewer.read('scorecard', { round })).record.evidence.find(({ type }) => type === 'quote')?.id ?? ''
  const strongNo = { evidence: [pinned, `mark:${node}`], sentence: 'I could not find the part you owned.' }
  const draft = { ...cardOf('coding', 2), vote: 1 as const, strongNo }
  const taking = [
    () => interviewer.send('retract-evidence', { round, evidence: pinned }), () => interviewer.send('mark-follow-up', { round, node, mark: 'skipped' }),
    () => interviewer.send('tick-signal', { ...tick, on: false }),
  ]
  await interviewer.send('file-scorecard', { round, version: 0, draft, opensBoth: false })
  for (const take of taking) expect(await outcomeOf(take())).toBe('round/card-filed')
  await interviewer.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: 'more of it', dimensions: [], polarity: '-' })
  const { version } = await interviewer.send('reopen-scorecard', { round })
  for (const take of taking) expect(await outcomeOf(take())).toBe('ok')
  await captureAll(interviewer, round, 'coding', 'said again')
  expect(await outcomeOf(interviewer.send('file-scorecard', { round, version, draft, opensBoth: false }))).toBe('scorecard/strong-no-evidence')
  const evidence = (await interviewer.read('scorecard', { round })).record.evidence.filter(({ type }) => type === 'quote').slice(0, 2).map(({ id }) => id)
  await interviewer.send('file-scorecard', { round, version, draft: { ...draft, strongNo: { ...strongNo, evidence } }, opensBoth: false })
  await candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: true })
  const debrief = await candidate.read('debrief', { session })
  const [held] = debrief.state === 'opened' ? debrief.rounds : []
  expect(held?.card?.vote).toBe(1)
  expect(held?.record.evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(evidence))
})
