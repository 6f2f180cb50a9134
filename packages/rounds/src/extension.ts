import { EXTENSION_DIMENSIONS } from './kinds.ts'
import type { DimensionId, RoundKind } from './kinds.ts'
import type { FollowUp, Pack } from './pack.ts'
import { kindPhases } from './pacing.ts'

/** What is said of any finished solution; a pack's own words lead to one that is yet to be written. */
const SCRIPT = {
  open: 'This is a finished solution, and it is right. Take two minutes and walk me through it as if you had written it. After that I change the rules, one at a time: you say what still holds, what you change and what it costs. Type only where it helps.',
  rescue: 'Ask: which line of this is the first that is wrong under the new rule? Then count to ten before you help.',
  wrap: 'Stop there. Which of these changes would you not ship, and why? And what would you like to ask me?',
}

/** A follow-up speaks for what the card rates of it; every answer about a changed rule defends the extension. (K6) */
const extensionDims = (dims: readonly DimensionId[]): readonly DimensionId[] => {
  const rated = dims.filter((id) => EXTENSION_DIMENSIONS.includes(id))
  return rated.length > 0 ? rated : EXTENSION_DIMENSIONS.slice(0, 1)
}

/** Checks of whether the base is right: it is, so nobody is asked, and their scaffolds go with them. (K5) */
const checksOf = (pack: Pack): ReadonlyMap<string, FollowUp> => {
  const checks = pack.followups.filter(({ kind, depth }) => kind === 'correctness' && depth === 1)
  const helps = pack.followups.filter(({ kind, trigger }) => kind === 'scaffold' && checks.some(({ id }) => trigger.after?.includes(id)))
  return new Map([...checks, ...helps].map((node) => [node.id, node]))
}

/** Where an edge leads once the checks are gone: on to where the check led who passed it. */
const past = (checks: ReadonlyMap<string, FollowUp>, ids: readonly string[]): readonly string[] => {
  const onward = ids.flatMap((id) => {
    const check = checks.get(id)
    return check === undefined ? [id] : past(checks, check.next.nailed)
  })
  return [...new Set(onward)]
}

const freed = (checks: ReadonlyMap<string, FollowUp>, node: FollowUp): FollowUp => {
  const after = node.trigger.after?.filter((id) => !checks.has(id)) ?? []
  const { nailed, partial, struggled } = node.next
  return {
    ...node,
    dims: extensionDims(node.dims),
    trigger: after.length === 0 ? {} : { after },
    next: { nailed: past(checks, nailed), partial: past(checks, partial), struggled: past(checks, struggled) },
  }
}

/**
 * A coding pack as a round of nothing but follow-ups plays it: what leads to a solution or checks it is gone, what would have
 * waited for one or for a minute is free, and what the prompt leaves unsaid may be asked for. (K3-K6, domain.md 6)
 */
export const asExtension = (pack: Pack): Pack => {
  const { interviewer } = pack
  const checks = checksOf(pack)
  const followups = pack.followups.filter(({ id }) => !checks.has(id)).map((node) => freed(checks, node))
  const asked = new Set(followups.flatMap(({ dims }) => dims))
  return {
    ...pack,
    minutes: kindPhases('extension').at(-1)?.until ?? 0,
    interviewer: {
      ...interviewer,
      script: SCRIPT,
      leftUnsaid: [],
      factsOnRequest: [...interviewer.factsOnRequest ?? [], ...interviewer.leftUnsaid.map(({ q, a }) => ({ fact: q, value: a }))],
      rubricFocus: EXTENSION_DIMENSIONS.filter((id) => asked.has(id)),
      pacing: kindPhases('extension'),
      solutionStates: interviewer.solutionStates.slice(-1),
      hints: [],
    },
    entry: past(checks, pack.entry),
    followups,
  }
}

/** A pack as such a round plays it. */
export const packIn = (kind: RoundKind, pack: Pack): Pack => (kind === 'extension' ? asExtension(pack) : pack)
