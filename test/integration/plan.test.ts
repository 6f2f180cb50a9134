import { limits, type CommandInput } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { holdOneWay, signUpPair } from '../support/past-rounds.ts'
import { freshId, outcomeOf, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'
import { someStory } from '../support/stories.ts'

const day = 24 * 3_600_000
const options = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }
const setUp: CommandInput<'start-plan'> = { level: 'L5', weeks: 6, hoursPerWeek: 10, givesWeek: false, teams: [], interviewOn: null, timeZone: 'Europe/Berlin' }

const planOf = async (person: Person) => {
  const { plan } = await person.read('plan', {})
  if (!plan) throw new Error('there is no plan')
  return plan
}

/** The entries of a calendar by UID, each by its property. */
const entriesOf = (text: string) => new Map(text.replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n').slice(1).map(block => {
  const entry = Object.fromEntries(block.split('\r\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]))
  return [entry['UID'] ?? '', entry]
}))

eachEngine('a plan on %s', engine => {
  test('is set up, ticked and planned anew through either door, and is nobody else’s', async () => {
    const { url, clock } = await startApp({ engine })
    const { ann, ben } = await signUpPair(url, clock)
    expect(await ann.read('plan', {})).toEqual({ plan: null, from: { level: 'L5', teams: [], timeZone: null } })
    expect(await outcomeOf(ann.send('tick-task', { task: 'post.1' }))).toBe('plan/none')
    await ann.send('start-plan', { ...setUp, teams: ['ads'] })
    const first = await planOf(ann)
    expect(first).toMatchObject({ current: 1, teams: ['ads'], next: { task: 'box.seen-enough.scope', week: 1, dimension: 'sd.scoping', mean: null, veto: null } })
    expect(first.weekList.map(week => week.phase)).toEqual(['design', 'design', 'algorithms', 'algorithms', 'stories', 'stories'])

    expect(await outcomeOf(ann.post('tick-task', { task: 'box.seen-enough.scope' }))).toBe('plan/words-first')
    expect(await outcomeOf(ann.send('tick-task', { task: 'problem.graph.1', extensions: ['swap'] }))).toBe('plan/extensions-first')
    expect(await outcomeOf(ann.send('tick-task', { task: 'box.of-another-plan.scope', words: 'Hm' }))).toBe('plan/unknown-task')
    await ann.post('tick-task', { task: 'box.seen-enough.scope', words: 'Ten thousand showings a second, because of finals.' })
    await ann.send('tick-task', { task: 'problem.graph.1', extensions: ['hundredfold', 'breaks_first', 'swap'] })
    const ticked = await planOf(ann)
    const tasks = ticked.weekList[0]?.tasks ?? []
    expect(tasks.find(task => task.task === 'box.seen-enough.scope')).toMatchObject({ ticked: true, words: 'Ten thousand showings a second, because of finals.' })
    expect(tasks.find(task => task.task === 'problem.graph.1')?.doneAt).not.toBeNull()
    expect(ticked.design.boxes.filter(box => box.answered).map(box => box.dimension)).toEqual(['sd.scoping'])
    await ann.send('replan-week', {})
    await ann.send('untick-task', { task: 'problem.graph.1' })
    expect(await outcomeOf(ann.send('untick-task', { task: 'problem.graph.1' }))).toBe('plan/not-ticked')
    expect((await planOf(ann)).weekList[0]?.tasks.some(task => task.task === 'problem.graph.1')).toBe(false)

    expect((await ben.read('plan', {})).plan).toBeNull()
    expect(await outcomeOf(ben.send('untick-task', { task: 'box.seen-enough.scope' }))).toBe('plan/not-ticked')
    await ann.send('end-plan', {})
    await ann.send('start-plan', setUp)
    expect((await planOf(ann)).weekList.flatMap(week => week.tasks).filter(task => task.doneAt !== null)).toEqual([])
    expect(await outcomeOf(new Person(url).read('plan', {}))).toBe('account/sign-in-first')
  })

  test('ends the day before the interview, where the person is; a day too near is refused', async () => {
    const { url, clock } = await startApp({ engine })
    const person = await (await new Person(url).signUp('ann')).connect()
    const on = (days: number) => new Date(clock.now() + days * day).toISOString().slice(0, 10)
    const ask = (weeks: 4 | 6, days: number) => outcomeOf(person.send('start-plan', { ...setUp, weeks, timeZone: 'UTC', interviewOn: on(days) }))
    expect(await ask(6, 41)).toBe('plan/too-soon')
    expect(await ask(6, 42)).toBe('ok')
    const plan = await planOf(person)
    expect(plan.endsAt).toBe(Date.parse(`${on(42)}T00:00:00Z`))
    expect(plan.weekList.at(-1)?.tasks.map(task => task.on).toSorted().at(-1)).toBe(on(41))
    expect(await ask(4, 40)).toBe('ok')
    expect(await planOf(person)).toMatchObject({ current: null, startsAt: Date.parse(`${on(12)}T00:00:00Z`) })
    expect(await outcomeOf(person.send('replan-week', {}))).toBe('plan/not-running')
    expect(await outcomeOf(person.send('start-plan', { ...setUp, timeZone: 'Mars/Olympus' }))).toBe('plan/unknown-time-zone')
  })

  test('puts what would lift the current veto next, once the card is open, and ticks the round that was held', async () => {
    const { url, clock } = await startApp({ engine })
    const pair = await signUpPair(url, clock)
    const { ann, ben } = pair
    const { loop } = await ann.post('open-loop', { level: 'L5', deepDeclared: false, options, teams: ['studio'] })
    expect((await ann.read('plan', {})).from.teams).toEqual(['studio'])
    await ann.send('start-plan', setUp)
    expect((await planOf(ann)).next?.veto).toBeNull()
    await holdOneWay(pair, { kind: 'sd', loop, loopSeat: 'sd' }, 2)
    const withheld = await planOf(ann)
    expect(withheld.next).toMatchObject({ kind: 'sd', minutes: 30, veto: { seat: 'sd', vote: 2, loop, by: 'osprey' } })
    expect(withheld.next?.dimension).toMatch(/^sd\./)
    expect(withheld.weekList[0]?.tasks.find(task => task.task === 'round.sd')).toMatchObject({ ticked: false })
    await holdOneWay(pair, { kind: 'culture', loop, loopSeat: 'culture' }, 1)
    // The strong no is what ended the loop; of what works on candor, writing the story is cheapest.
    expect((await planOf(ann)).next).toMatchObject({ task: 'story.friction.1', dimension: 'culture.candor', veto: { seat: 'culture', vote: 1 } })
    await ann.send('save-story', { story: freshId(), ...someStory() })
    expect((await planOf(ann)).next?.task).toBe('telling.friction.1.1')
    expect((await ben.read('plan', {})).plan).toBeNull()
    // A round with stories at hand: whoever interviews receives nothing of them.
    await holdOneWay(pair, { kind: 'culture' }, 3)
    expect(JSON.stringify(ann.received)).toContain('story')
    expect(JSON.stringify(ben.received)).not.toContain(someStory().title)
  })

  test('goes into a calendar whose entries keep their UID, move, and are cancelled, each export newer than the last', async () => {
    const { url, clock } = await startApp({ engine })
    const person = await (await new Person(url).signUp('ann')).connect()
    expect(await outcomeOf(person.read('plan-calendar', {}))).toBe('plan/none')
    await person.send('start-plan', { ...setUp, hoursPerWeek: 3 })
    const download = async () => {
      const response = await fetch(`${url}/api/v1/plan/calendar`, { headers: { Cookie: person.cookie } })
      expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([200, 'text/calendar', 'no-store'])
      expect(response.headers.get('content-disposition')).toContain('prep-plan.ics')
      return response.text()
    }
    const text = await download()
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const before = entriesOf(text)
    const { weekList } = await planOf(person)
    for (const { task, on } of weekList.flatMap(week => week.tasks)) {
      expect([...before.values()].find(entry => entry['UID']?.startsWith(`${task}.`))).toMatchObject({ STATUS: 'CONFIRMED', 'DTSTART;VALUE=DATE': on.replaceAll('-', '') })
    }
    clock.forward(7 * day)
    const after = entriesOf(await download())
    const { dropped } = await planOf(person)
    expect(dropped).toHaveLength(1)
    expect([...before.values()].every(entry => entry['STATUS'] === 'CONFIRMED')).toBe(true)
    for (const [uid, entry] of before) expect(Number(after.get(uid)?.['SEQUENCE'])).toBeGreaterThan(Number(entry['SEQUENCE']))
    expect([...after.values()].find(entry => entry['UID']?.startsWith(`${dropped[0]?.task}.`))?.['STATUS']).toBe('CANCELLED')
    await person.send('start-plan', { ...setUp, hoursPerWeek: 12, interviewOn: new Date(clock.now() + 60 * day).toISOString().slice(0, 10) })
    const wider = entriesOf(await download())
    for (const [uid, entry] of wider) if (after.has(uid)) expect(Number(entry['SEQUENCE'])).toBeGreaterThan(Number(after.get(uid)?.['SEQUENCE']))
    expect(await outcomeOf(new Person(url).read('plan-calendar', {}))).toBe('account/sign-in-first')
  })

  test('has stories that are kept, told and thrown away by their owner alone', async () => {
    const { url, clock } = await startApp({ engine })
    const { ann, ben } = await signUpPair(url, clock)
    const story = freshId()
    await ann.send('save-story', { story, ...someStory() })
    clock.forward(day)
    await ann.post('save-story', { story, ...someStory({ title: 'Said before the launch' }) })
    await ann.send('record-rehearsal', { story, minutes: 4.5, i: 6, we: 2 })
    const { stories } = await ann.read('stories', {})
    expect(stories).toMatchObject([{ story, title: 'Said before the launch', rehearsals: [{ minutes: 4.5, i: 6, we: 2 }] }])
    expect(stories[0]?.changedAt).toBeGreaterThan(stories[0]?.createdAt ?? Infinity)

    expect((await ben.read('stories', {})).stories).toEqual([])
    expect(await outcomeOf(ben.send('save-story', { story, ...someStory({ title: 'Mine now' }) }))).toBe('story/unknown')
    expect(await outcomeOf(ben.post('delete-story', { story }))).toBe('story/unknown')
    expect(await outcomeOf(ben.send('record-rehearsal', { story, minutes: 4, i: 1, we: 1 }))).toBe('story/unknown')
    expect((await ann.read('stories', {})).stories[0]).toMatchObject({ title: 'Said before the launch', rehearsals: [{ i: 6 }] })
    await ann.send('delete-story', { story })
    expect((await ann.read('stories', {})).stories).toEqual([])
    expect(await outcomeOf(ann.send('delete-story', { story }))).toBe('story/unknown')
  })

  test('takes no more stories than a person tells', async () => {
    const { url } = await startApp({ engine })
    const person = await (await new Person(url).signUp('ann')).connect()
    for (let count = 0; count < limits.storiesPerPerson; count += 1) await person.send('save-story', { story: freshId(), ...someStory() })
    expect(await outcomeOf(person.send('save-story', { story: freshId(), ...someStory() }))).toBe('story/too-many')
    const [kept] = (await person.read('stories', {})).stories
    expect(await outcomeOf(person.send('save-story', { story: kept?.story ?? '', ...someStory({ title: 'Changed' }) }))).toBe('ok')
  })
})
