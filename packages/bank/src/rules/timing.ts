import type { DimensionId, Pack } from '@unanimous/rounds'
import type { Rule } from '../finding.ts'

const pacing: Rule = {
  id: 'pack/pacing',
  keeps: 'Phases follow one another and fill the pack to its last minute.',
  *check(pack) {
    let previous = 0
    for (const [index, { phase, until }] of pack.interviewer.pacing.entries()) {
      if (until <= previous) {
        yield { path: ['interviewer', 'pacing', index], sentence: `"${phase}" ends at ${until}, not after ${previous}.` }
      }
      previous = until
    }
    if (previous !== pack.minutes) {
      yield { path: ['interviewer', 'pacing'], sentence: `The last phase ends at ${previous}, the pack at ${pack.minutes}.` }
    }
  },
}

/** The minute at which follow-ups must be over: before the candidate's questions and the close. */
function lastAskingMinute(pack: Pack): number {
  const after = pack.interviewer.pacing.findIndex(({ phase }) => phase === 'candidate_questions' || phase === 'close')
  return pack.interviewer.pacing[after - 1]?.until ?? pack.minutes
}

/** The first minute at which any follow-up is asked: the end of the phase before the follow-ups, else the opening. */
function firstAskingMinute(pack: Pack): number {
  const at = pack.interviewer.pacing.findIndex(({ phase }) => phase === 'followups')
  return pack.interviewer.pacing[Math.max(0, at - 1)]?.until ?? 0
}

const cheapest = (pack: Pack, dimension: DimensionId): number =>
  Math.min(...pack.followups.filter(node => node.dims.includes(dimension)).map(node => node.minutes))

const planFits: Rule = {
  id: 'pack/plan-fits',
  keeps: 'There is time to ask about every dimension in focus, and to answer what is asked late.',
  *check(pack) {
    const [from, to] = [firstAskingMinute(pack), lastAskingMinute(pack)]
    const needed = pack.interviewer.rubricFocus.map(dimension => cheapest(pack, dimension)).filter(Number.isFinite)
    const total = needed.reduce((sum, minutes) => sum + minutes, 0)
    if (total > to - from) {
      yield { path: ['followups'], sentence: `Asking once about each dimension takes ${total} minutes, there are ${to - from}.` }
    }
    for (const [index, node] of pack.followups.entries()) {
      const [opens, closes] = node.trigger.minute ?? [0, pack.minutes]
      const path = ['followups', index, 'trigger', 'minute']
      if (opens > closes || closes > pack.minutes) yield { path, sentence: `"${node.id}" waits for minutes ${opens} to ${closes}.` }
      else if (opens + node.minutes > to) {
        yield { path, sentence: `"${node.id}" opens at ${opens} and takes ${node.minutes} minutes; follow-ups end at ${to}.` }
      }
    }
  },
}

/** What makes a pack fit its minutes. (domain.md 4.3) */
export const timingRules: readonly Rule[] = [pacing, planFits]
