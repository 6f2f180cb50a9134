import type * as Rounds from '@unanimous/rounds'
import type { CandidateView, InterviewerView, RoundState } from '@unanimous/rounds'
import { expect, test, vi } from 'vitest'
import { canaryBank, freshCanary } from '../support/canary-bank.ts'
import { LeakRecorder } from '../support/leak-recorder.ts'
import { freshId, meet, type Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'
import { consoleOf } from '../support/whole-round.ts'

/** What a wrong candidate view adds to the right one. */
type Mutant = (view: CandidateView, state: RoundState, consoleView: InterviewerView) => object
const wrong = vi.hoisted(() => ({ mutant: undefined as Mutant | undefined }))

// The whole server as it is, but for one function that tells a candidate too much: the recorder itself is under test here.
vi.mock('@unanimous/rounds', async importOriginal => {
  const rules = await importOriginal<typeof Rounds>()
  const createFold: typeof Rounds.createFold = setup => {
    const fold = rules.createFold(setup)
    const view: typeof fold.view = seat => {
      const right = fold.view(seat)
      if (right.role !== 'candidate' || !wrong.mutant) return right
      return { ...right, ...wrong.mutant(right, fold.state(), rules.viewFor(fold.state(), setup.interviewer) as InterviewerView) }
    }
    return { ...fold, view }
  }
  return { ...rules, createFold }
})

const mutants: Record<string, { readonly mutant: Mutant; readonly tells: RegExp }> = {
  'a strong cue of a follow-up': { mutant: (_, state) => ({ language: state.setup.packs[0]?.followups[0]?.strong[0] }), tells: /strong cue/ },
  'a weak cue in base64': { mutant: (_, state) => ({ language: `x${Buffer.from(`ab${state.setup.packs[0]?.followups.flatMap(each => each.weak)[0]}`).toString('base64')}` }), tells: /weak cue/ },
  'the answer key as escaped JSON in a string': { mutant: (_, state) => ({ language: JSON.stringify(JSON.stringify(state.setup.packs[0]?.interviewer.reference)) }), tells: /answer key/ },
  'what is left unsaid': { mutant: (_, state) => ({ language: state.setup.packs[0]?.interviewer.leftUnsaid[0]?.a }), tells: /left unsaid/ },
  'an unfired prompt': { mutant: (_, state) => ({ language: state.setup.packs[0]?.followups.at(-1)?.ask }), tells: /ask of/ },
  'an unfired change card': { mutant: (_, state) => ({ language: state.setup.packs[0]?.followups.find(each => each.changeCard)?.changeCard }), tells: /change card/ },
  'a note of the interviewer': { mutant: (view, _, console) => ({ notes: [...view.notes, ...console.notes] }), tells: /a note/ },
  'evidence': { mutant: (_, state) => ({ language: state.captures[0]?.text }), tells: /evidence/ },
  'a mark': { mutant: (_, state) => ({ progressBar: state.asked.map(({ mark }) => ({ mark })) }), tells: /field mark/ },
  'the cost of a hint under another name': { mutant: (_, state) => ({ points: state.hints[0]?.cost }), tells: /hint cost/ },
}

/** What only a manager's round and a deep dive hold. */
const talkMutants: Record<string, { readonly kind: 'hm' | 'deep'; readonly mutant: Mutant; readonly tells: RegExp }> = {
  'what was counted': { kind: 'hm', mutant: (_, state) => ({ heard: state.heard }), tells: /field heard/ },
  'the map of projects': { kind: 'hm', mutant: (_, state) => ({ projects: state.projects }), tells: /field projects/ },
  'a line of a project': { kind: 'hm', mutant: (_, state) => ({ language: state.projects[0]?.options }), tells: /options of a project/ },
  'whose a decision was': { kind: 'deep', mutant: (_, state) => ({ language: state.decisions[0]?.text }), tells: /a decision/ },
  'the title of a follow-up': { kind: 'deep', mutant: (_, state) => ({ language: state.setup.packs[0]?.followups[0]?.title }), tells: /title of/ },
}

const startedRound = async (url: string, kind: 'coding' | 'hm' | 'deep', canaries: ReturnType<typeof canaryBank>) => {
  const { inviter, other, session } = await meet(url, { kind, bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  const recorder = new LeakRecorder(canaries.secrets, canaries.costs)
  const [pack] = consoleOf(inviter, round).packs
  if (!pack) throw new Error('no pack was dealt')
  recorder.release(canaries.of(pack.id).whenOpened)
  await inviter.send('start-round', { round })
  return { inviter, other, session, round, recorder, pack }
}

interface Watched {
  readonly other: Person
  readonly session: string
  readonly round: string
  readonly recorder: LeakRecorder
}

const tellsOnBothDoors = async ({ other, session, round, recorder }: Watched, name: string, { mutant, tells }: { readonly mutant: Mutant; readonly tells: RegExp }) => {
  wrong.mutant = undefined
  await other.read('round-view', { round })
  await other.watch(session)
  expect(recorder.look(other.received), `before ${name}`).toEqual([])
  wrong.mutant = mutant
  await other.read('round-view', { round })
  expect(recorder.look(other.received).map(leak => leak.what).join(), `${name} over HTTP`).toMatch(tells)
  await other.watch(session)
  expect(recorder.look(other.received).map(leak => leak.what).join(), `${name} over the socket`).toMatch(tells)
}

test('the recorder is silent on the right view and names each wrong one', async () => {
  const canaries = canaryBank()
  const { url } = await startApp({ bank: canaries.bank })
  const watched = await startedRound(url, 'coding', canaries)
  const { inviter, round, recorder, pack } = watched
  const node = `${pack.id}/${pack.followups[0]?.id}`
  await inviter.send('ask-follow-up', { round, node })
  await inviter.send('mark-follow-up', { round, node, mark: 'partial' })
  await inviter.send('give-hint', { round, hint: `${pack.id}/${pack.interviewer.hints[0]?.id}` })
  await inviter.send('write-note', { round, note: freshId(), text: recorder.keep(freshCanary(), 'a note') })
  await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: recorder.keep(freshCanary(), 'evidence'), dimensions: [], polarity: '+' })

  for (const [name, mutant] of Object.entries(mutants)) await tellsOnBothDoors(watched, name, mutant)
})

test.each(['hm', 'deep'] as const)('so it is on what only a %s round holds', async kind => {
  wrong.mutant = undefined
  const canaries = canaryBank()
  const { url } = await startApp({ bank: canaries.bank })
  const watched = await startedRound(url, kind, canaries)
  const { inviter, round, recorder } = watched
  const line = (what: string) => recorder.keep(freshCanary(), what)
  if (kind === 'hm') {
    await inviter.send('tap-heard', { round, heard: 'we' })
    await inviter.send('note-project', { round, project: 'a', title: line('title of a project'), decision: line('decision of a project'), date: '', options: line('options of a project') })
  } else await inviter.send('note-decision', { round, decision: freshId(), text: line('a decision'), owner: 'own' })
  for (const [name, mutant] of Object.entries(talkMutants)) if (mutant.kind === kind) await tellsOnBothDoors(watched, name, mutant)
})
