import { ok, refuse } from '@unanimous/kernel'
import type { Answer } from './draft.ts'
import { heardIn, timesHeard } from './heard.ts'
import { mediumOf } from './medium.ts'
import { runningSilence } from './state.ts'

const notCounted = refuse('round/not-counted', 'That is not counted in this kind of round.')

const tapHeard: Answer<'tap-heard'> = ({ state }, { heard }) =>
  heardIn(state.setup.kind).includes(heard) ? ok([{ type: 'heard-tapped', body: { heard } }]) : notCounted

const takeBackHeard: Answer<'take-back-heard'> = ({ state }, { heard }) => {
  if (!heardIn(state.setup.kind).includes(heard)) return notCounted
  return timesHeard(state.heard, heard) === 0 ? ok([]) : ok([{ type: 'heard-taken-back', body: { heard } }])
}

const PARTS = ['title', 'decision', 'date', 'options'] as const

const noteProject: Answer<'note-project'> = ({ state }, { project, title, decision, date, options }) => {
  if (state.setup.kind !== 'hm') return refuse('round/no-projects', 'Only a hiring manager’s round maps projects.')
  const now = { project, title, decision, date, options }
  const before = state.projects.find((other) => other.project === project)
  return PARTS.every((part) => (before?.[part] ?? '') === now[part]) ? ok([]) : ok([{ type: 'project-noted', body: now }])
}

const noteDecision: Answer<'note-decision'> = ({ state }, { decision, text, owner }) => {
  if (state.setup.kind !== 'deep') return refuse('round/no-decisions', 'Only a deep dive lists decisions.')
  const before = state.decisions.find((other) => other.decision === decision)
  const isSo = before === undefined ? text === '' : before.text === text && before.owner === owner
  return isSo ? ok([]) : ok([{ type: 'decision-noted', body: { decision, text, owner, ...(state.status === 'ended' ? { late: true } : {}) } }])
}

const strikeComponent: Answer<'strike-component'> = ({ state }, { element, label, struck }) => {
  if (mediumOf(state.setup.kind) === 'call') return refuse('round/no-board', 'This kind of round has no board.')
  const isStruck = state.struck.some((other) => other.element === element)
  return isStruck === struck ? ok([]) : ok([{ type: 'component-struck', body: { element, label, struck } }])
}

const candidateSilent: Answer<'candidate-silent'> = ({ state }, { sinceS }) =>
  runningSilence(state) !== undefined || mediumOf(state.setup.kind) !== 'editor' ? ok([]) : ok([{ type: 'silence-noticed', body: { sinceS } }])

const candidateHeard: Answer<'candidate-heard'> = ({ state }) => ok(runningSilence(state) === undefined ? [] : [{ type: 'silence-broken', body: {} }])

const forgetSilences: Answer<'forget-silences'> = ({ state }) => ok(state.silences.length === 0 ? [] : [{ type: 'silences-forgotten', body: {} }])

/** The rules of what is counted and mapped while somebody talks. */
export const TALK_ANSWERS = {
  'tap-heard': tapHeard,
  'take-back-heard': takeBackHeard,
  'note-project': noteProject,
  'note-decision': noteDecision,
  'strike-component': strikeComponent,
  'candidate-silent': candidateSilent,
  'candidate-heard': candidateHeard,
  'forget-silences': forgetSilences,
}
