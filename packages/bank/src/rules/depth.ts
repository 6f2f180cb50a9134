import { dimensionsOf, type FollowUp, type Pack } from '@unanimous/rounds'
import type { Rule } from '../finding.ts'

const isTalk = (pack: Pack): boolean => pack.kind === 'culture' || pack.kind === 'hm' || pack.kind === 'deep'
const ownFollowUps = (pack: Pack): FollowUp[] => pack.followups.filter(node => node.kind !== 'scaffold')

const dimensionsOfKind: Rule = {
  id: 'pack/dimensions-of-kind',
  keeps: 'A follow-up gathers evidence for dimensions that the card of this round rates.',
  *check(pack) {
    const rated = new Set<string>(dimensionsOf(pack.kind).map(dimension => dimension.id))
    const named = [
      ...pack.followups.flatMap((node, index) => node.dims.map((dim, at) => ({ dim, path: ['followups', index, 'dims', at] }))),
      ...pack.interviewer.rubricFocus.map((dim, at) => ({ dim, path: ['interviewer', 'rubricFocus', at] })),
    ]
    for (const { dim, path } of named) {
      if (!rated.has(dim)) yield { path, sentence: `A ${pack.kind} round does not rate "${dim}".` }
    }
    for (const [index, node] of pack.followups.entries()) {
      if (rated.size > 0 && node.dims.length === 0) {
        yield { path: ['followups', index, 'dims'], sentence: `"${node.id}" says nothing about any dimension.` }
      }
    }
  },
}

const focusCovered: Rule = {
  id: 'pack/focus-covered',
  keeps: 'Every dimension in focus is asked about by something better than a scaffold.',
  *check(pack) {
    const asked = new Set(ownFollowUps(pack).flatMap(node => node.dims))
    for (const [index, dim] of pack.interviewer.rubricFocus.entries()) {
      if (!asked.has(dim)) yield { path: ['interviewer', 'rubricFocus', index], sentence: `No follow-up asks about "${dim}".` }
    }
    if (dimensionsOf(pack.kind).length > 0 && pack.interviewer.rubricFocus.length === 0) {
      yield { path: ['interviewer', 'rubricFocus'], sentence: 'The pack looks at no dimension.' }
    }
  },
}

const enoughFollowUps: Rule = {
  id: 'pack/enough-follow-ups',
  keeps: 'There are at least five follow-ups beside the scaffolds, because they are the round.',
  *check(pack) {
    const count = ownFollowUps(pack).length
    if (count < 5) yield { path: ['followups'], sentence: `There are ${count} follow-ups beside the scaffolds, five are needed.` }
  },
}

const variedKinds: Rule = {
  id: 'pack/varied-kinds',
  keeps: 'A conversation is pressed from at least three sides.',
  *check(pack) {
    const kinds = new Set(ownFollowUps(pack).map(node => node.kind))
    if (isTalk(pack) && kinds.size < 3) yield { path: ['followups'], sentence: `${kinds.size} kinds of follow-up, three are needed.` }
  },
}

const changeCards: Rule = {
  id: 'pack/change-cards',
  keeps: 'In coding and design the premise moves at least twice, in different ways; what a card strikes through was said.',
  *check(pack) {
    const kinds = new Set(pack.followups.filter(node => node.changeCard !== undefined).map(node => node.kind))
    if ((pack.kind === 'coding' || pack.kind === 'sd') && kinds.size < 2) {
      yield { path: ['followups'], sentence: `Change cards of ${kinds.size} kinds, two are needed.` }
    }
    const said = [pack.candidate.prompt, ...(pack.candidate.given ?? [])]
    for (const [index, node] of pack.followups.entries()) {
      const { replaces } = node
      if (replaces === undefined) continue
      const path = ['followups', index, 'replaces']
      if (node.changeCard === undefined) yield { path, sentence: `"${node.id}" replaces words without a change card.` }
      if (!said.some(text => text.includes(replaces))) {
        yield { path, sentence: `The candidate never read "${replaces}" in one line.` }
      }
    }
  },
}

/** What goes on in a head is not heard in a room. */
const UNHEARD = /^(understands|is aware|realises|appreciates|thinks about|has a (good|deep|clear))\b/i

const signalsHeard: Rule = {
  id: 'pack/signals-heard',
  keeps: 'The interviewer is told what strong and weak answers sound like, in words that can be heard.',
  *check(pack) {
    for (const [index, node] of pack.followups.entries()) {
      for (const side of ['strong', 'weak'] as const) {
        if (node[side].length === 0 && node.kind !== 'scaffold') {
          yield { path: ['followups', index, 'id'], sentence: `"${node.id}" has no ${side} signal.` }
        }
        for (const [at, signal] of node[side].entries()) {
          if (!UNHEARD.test(signal)) continue
          yield { path: ['followups', index, side, at], sentence: `Nobody hears whether somebody "${signal}": write what they say or do.` }
        }
      }
    }
  },
}

const answerKey: Rule = {
  id: 'pack/answer-key',
  keeps: 'Nobody judges coding or design without knowing a good answer; a recruiter has the checklist instead.',
  *check(pack) {
    const { reference, checklist } = pack.interviewer
    const technical = pack.kind === 'coding' || pack.kind === 'sd'
    if (technical && reference === undefined) yield { path: ['interviewer'], sentence: 'The interviewer has no answer key.' }
    if (pack.kind === 'recruiter' && (checklist ?? []).length === 0) {
      yield { path: ['interviewer'], sentence: 'A recruiter has a checklist.' }
    }
  },
}

const leftUnsaid: Rule = {
  id: 'pack/left-unsaid',
  keeps: 'A good candidate has something to ask, and every interviewer gives the same answer.',
  *check(pack) {
    const count = pack.interviewer.leftUnsaid.length
    if (count < 2) yield { path: ['interviewer', 'leftUnsaid'], sentence: `Left unsaid with their answers: ${count}, two are needed.` }
  },
}

const hintsPriced: Rule = {
  id: 'pack/hints-priced',
  keeps: 'Help is dearer the more it gives away, and there is something free to begin with; in coding it ends with the core.',
  *check(pack) {
    const { hints } = pack.interviewer
    for (const [index, hint] of hints.entries()) {
      if (hint.core === true && hint.cost !== 3) {
        yield { path: ['interviewer', 'hints', index, 'cost'], sentence: `"${hint.id}" gives the core away for less than 3.` }
      }
    }
    const path = ['interviewer', 'hints']
    if (pack.kind !== 'recruiter' && !hints.some(hint => hint.cost === 0)) yield { path, sentence: 'No hint is free.' }
    if (pack.kind === 'coding' && !hints.some(hint => hint.core === true)) yield { path, sentence: 'No hint gives the core.' }
  },
}

/** What gives a pack the depth that every pack has. (domain.md 4.5) */
export const depthRules: readonly Rule[] = [
  dimensionsOfKind,
  focusCovered,
  enoughFollowUps,
  variedKinds,
  changeCards,
  signalsHeard,
  answerKey,
  leftUnsaid,
  hintsPriced,
]
