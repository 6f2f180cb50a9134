import { CANDIDATES, type Mark, type Pack, type ScriptedCandidate } from '@unanimous/rounds'
import type { Rule } from '../finding.ts'
import { simulateRound, type SimulatedRound } from '../simulated-round.ts'

/** The three rounds that every pack is held with; the first suggestion is always taken. */
const roundsOf = (pack: Pack): [name: string, round: SimulatedRound][] =>
  Object.entries(CANDIDATES).map(([name, candidate]) => [name, simulateRound(pack, candidate)])

/** While the stories of a talk are told there is nothing to ask for a while. */
const isTold = (pack: Pack): boolean => pack.kind === 'hm' || pack.kind === 'recruiter'

const noDeadEnd: Rule = {
  id: 'pack/no-dead-end',
  keeps: 'There is always something to ask while a dimension is bare and minutes remain before the candidate\'s questions.',
  *check(pack) {
    for (const [name, { asked, idle }] of roundsOf(pack)) {
      const stuck = idle.find(({ bare }) => bare.length > 0)
      if (stuck === undefined || isTold(pack)) continue
      const index = pack.followups.findIndex(({ id }) => id === asked.at(-1))
      const sentence = `A ${name} candidate leaves nothing to ask at minute ${stuck.minute}, after ${asked.join(', ')}, with ${stuck.bare.join(', ')} bare.`
      yield { path: index === -1 ? ['entry'] : ['followups', index, 'next'], sentence }
    }
  },
}

const covers: Rule = {
  id: 'pack/covers',
  keeps: 'A strong, a middling and a weak candidate are all asked about every dimension in focus.',
  *check(pack) {
    for (const [name, { asked, bare }] of roundsOf(pack)) {
      for (const dimension of bare) {
        const path = ['interviewer', 'rubricFocus', pack.interviewer.rubricFocus.indexOf(dimension)]
        yield { path, sentence: `A ${name} candidate is asked ${asked.join(', ')}, and never about "${dimension}".` }
      }
    }
  },
}

/** Enough for a step that waits at the end of one branch; most packs have shown every step after ten or twenty. */
const ATTEMPTS = 300
const MARKS: readonly Mark[] = ['nailed', 'partial', 'struggled']

const everyStepComes: Rule = {
  id: 'pack/every-step-comes',
  keeps: 'Every follow-up is suggested in some round; one that never is has been written for nobody.',
  *check(pack) {
    const below = drawing()
    const anyhow: ScriptedCandidate = () => MARKS[below(MARKS.length)] ?? 'partial'
    const seen = new Set(roundsOf(pack).flatMap(([, { suggested }]) => [...suggested]))
    for (let attempt = 0; attempt < ATTEMPTS && seen.size < pack.followups.length; attempt++) {
      for (const id of simulateRound(pack, anyhow, below).suggested) seen.add(id)
    }
    for (const [index, { id }] of pack.followups.entries()) {
      if (!seen.has(id)) yield { path: ['followups', index, 'trigger'], sentence: `"${id}" is suggested in no round, however it goes.` }
    }
  },
}

/** The same numbers each time, so that a pack is good or bad and never both: below the number given. */
function drawing(): (below: number) => number {
  let state = 1
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
}

/** What shows only when the ladder is walked. Asked of packs that keep every other rule. (domain.md 4.2) */
export const walkRules: readonly Rule[] = [noDeadEnd, covers, everyStepComes]
