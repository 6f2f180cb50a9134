import type { Direction, Ticket } from './ticket.ts'
import type { Relaxation } from './widening.ts'

const TECHNICAL: readonly string[] = ['tech', 'coding', 'sd', 'deep']
const WRITTEN_IN_CODE: readonly string[] = ['tech', 'coding', 'extension']
/** Kinds that are as long as they are, whatever was asked for. */
const OF_OWN_LENGTH: readonly string[] = ['recruiter', 'extension']

const COMPLEMENT: Readonly<Record<Direction, Direction>> = {
  'both-ways': 'both-ways',
  'one-way-candidate': 'one-way-interviewer',
  'one-way-interviewer': 'one-way-candidate',
}

const share = (left: readonly string[], right: readonly string[]): boolean => left.some(each => right.includes(each))

const mayNeverMeet = (left: Ticket, right: Ticket): boolean =>
  left.person === right.person || left.never.includes(right.person) || right.never.includes(left.person)

const fitKinds = (left: Ticket, right: Ticket): boolean =>
  left.kind === right.kind || (TECHNICAL.includes(left.kind) && TECHNICAL.includes(right.kind))

const sharesCode = (left: Ticket, right: Ticket): boolean => {
  const isOpen = left.codeLanguages.length === 0 || right.codeLanguages.length === 0
  const isCode = WRITTEN_IN_CODE.includes(left.kind) || WRITTEN_IN_CODE.includes(right.kind)
  return !isCode || isOpen || share(left.codeLanguages, right.codeLanguages)
}

/** What two tickets would have to give up to meet; undefined when they can't meet whatever is given up. */
export const givenUp = (left: Ticket, right: Ticket): readonly Relaxation[] | undefined => {
  if (mayNeverMeet(left, right) || COMPLEMENT[left.direction] !== right.direction) return undefined
  if (!share(left.spokenLanguages, right.spokenLanguages) || !fitKinds(left, right)) return undefined
  const differences: readonly (readonly [Relaxation, boolean])[] = [
    ['level', left.level !== right.level],
    ['code-language', !sharesCode(left, right)],
    ['kind', left.kind !== right.kind],
    ['minutes', left.minutes !== right.minutes && !(left.kind === right.kind && OF_OWN_LENGTH.includes(left.kind))],
    ['recent-peer', left.recentPeers.includes(right.person) || right.recentPeers.includes(left.person)],
  ]
  return differences.filter(([, isSo]) => isSo).map(([relaxation]) => relaxation)
}
