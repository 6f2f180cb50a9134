import { randomBytes } from 'node:crypto'
import type { CandidateView, InterviewerView } from '@unanimous/rounds'
import { createDatabase } from '@unanimous/testing'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, type Person } from '../support/person.ts'
import { startRealServer } from '../support/real-server.ts'
import { caughtUp } from '../support/whole-round.ts'

const code = 'code:typescript'

/** Does a thing over and over until the connection is gone, and writes down what was acknowledged. */
const untilGone = async (person: Person, acknowledged: number[], once: (turn: number) => Promise<unknown>): Promise<void> => {
  const gone = new Promise<'gone'>(resolve => { person.socket.once('disconnect', () => resolve('gone')) })
  for (let turn = 0; ; turn++) {
    const done = once(turn).then(() => turn, () => 'gone' as const)
    const outcome = await Promise.race([done, gone])
    if (outcome === 'gone') return
    acknowledged.push(outcome)
    // Within what one person may send.
    await new Promise(resolve => { setTimeout(resolve, 60) })
  }
}

const come = async (person: Person, session: string) => {
  await person.connect()
  await person.watch(session)
}

eachEngine('the process of main.ts killed on %s', engine => {
  test('loses no edit, event, note or draft that it acknowledged, and the clock stood meanwhile', async () => {
    const postgres = inject('postgresUrl')
    const server = await startRealServer(engine === 'postgres' && postgres ? { databaseUrl: await createDatabase(postgres, `killed_${randomBytes(6).toString('hex')}`) } : {})
    onTestFinished(server.close)
    const { inviter, other, session } = await meet(server.url, { bothWays: false })
    const [planned] = inviter.session?.rounds ?? []
    if (!planned) throw new Error('no round was planned')
    const { round, document } = planned
    await inviter.send('start-round', { round })
    const viewOf = <V>(person: Person) => person.views.get(round)?.view as V

    for (let kill = 0; kill < 3; kill++) {
      const pages = [await openDocument(inviter, document), await openDocument(other, document)] as const
      let typed = 0
      const typing = setInterval(() => pages.forEach((page, index) => page.text(code).insert(0, `${kill}:${index}:${++typed};`)), 20)
      const [notes, own]: [number[], number[]] = [[], []]
      const loops = Promise.all([
        untilGone(inviter, notes, turn => inviter.send('write-note', { round, note: freshId(), text: `note ${kill}/${turn}` })),
        untilGone(other, own, turn => other.send('write-note', { round, note: freshId(), text: `mine ${kill}/${turn}` })),
      ])
      const evidence = freshId()
      await inviter.send('capture-evidence', { round, evidence, kind: 'quote', text: `seen before kill ${kill}`, dimensions: ['coding.narration'], polarity: '+' })
      await expect.poll(() => Math.min(notes.length, own.length)).toBeGreaterThan(5)
      await expect.poll(() => pages.map((page, index) => page.text(code).toString().includes(`${kill}:${1 - index}:`))).toEqual([true, true])
      const countersBefore = [inviter, other].map(person => person.views.get(round)?.counter ?? 0)
      const elapsedAtMost = Date.now() - (viewOf<CandidateView>(other).clock.runningSince ?? 0) + viewOf<CandidateView>(other).clock.elapsedMs
      await server.kill()
      clearInterval(typing)
      await loops
      const seen = pages.map(page => page.text(code).toString())
      pages.forEach(page => page.provider.destroy())

      await server.start()
      const waiting = await other.read('round-view', { round })
      expect(waiting.view.clock.pausedBecause.map(reason => reason.cause)).toContain('process-down')
      expect(waiting.view.clock.elapsedMs).toBeLessThanOrEqual(elapsedAtMost + 1_000)
      await come(inviter, session)
      expect(viewOf<InterviewerView>(inviter).status).toBe('paused')
      await come(other, session)
      await expect.poll(() => viewOf<InterviewerView>(inviter).clock.pausedBecause).toEqual([])
      await expect.poll(() => viewOf<CandidateView>(other).status).toBe('running')

      const [console, candidate] = [viewOf<InterviewerView>(inviter), viewOf<CandidateView>(other)]
      expect(console.notes.map(note => note.text)).toEqual(expect.arrayContaining(notes.map(turn => `note ${kill}/${turn}`)))
      expect(candidate.notes.map(note => note.text)).toEqual(expect.arrayContaining(own.map(turn => `mine ${kill}/${turn}`)))
      expect(console.evidence.find(item => item.id === evidence)?.text).toBe(`seen before kill ${kill}`)
      ;[inviter, other].forEach((person, index) => expect(person.views.get(round)?.counter).toBeGreaterThan(countersBefore[index] ?? 0))

      const fresh = await openDocument(other, document)
      const kept = new Set(fresh.text(code).toString().split(';'))
      // What a person saw of the other's typing had been written down before it was sent on.
      seen.forEach((text, index) => {
        const fromTheOther = text.split(';').filter(edit => edit.startsWith(`${kill}:${1 - index}:`))
        expect(fromTheOther.length).toBeGreaterThan(0)
        expect(fromTheOther.filter(edit => !kept.has(edit))).toEqual([])
      })
      fresh.provider.destroy()
      // A silent page stays silent: what one seat writes for itself is no news to the other, also of a process that has just started.
      await caughtUp(other)
      const received = other.received.length
      await inviter.send('write-note', { round, note: freshId(), text: 'after the start' })
      await caughtUp(other)
      expect(other.received.slice(received).map(message => message.name)).toEqual(['unwatch'])
    }

    await inviter.send('end-round', { round })
    const counters = await Promise.all([inviter, other].map(async person => (await person.read('round-view', { round })).counter))
    let version = 0
    const saved: number[] = []
    const drafts = untilGone(inviter, saved, async turn => {
      version = (await inviter.send('save-scorecard', { round, version, draft: { vote: 3, keepDoing: `draft ${turn}` } })).version
    })
    await expect.poll(() => version).toBeGreaterThan(5)
    await server.kill()
    await drafts
    await server.start()
    const form = await inviter.read('scorecard', { round })
    // One more may have been stored whose answer was cut off; never one less.
    expect([saved.length, saved.length + 1]).toContain(form.version)
    expect(form.draft.keepDoing).toBe(`draft ${form.version - 1}`)
    expect(form.texts['typescript']).toContain('2:0:')
    expect(await Promise.all([inviter, other].map(async person => (await person.read('round-view', { round })).counter))).toEqual(counters)
  }, 180_000)
})
