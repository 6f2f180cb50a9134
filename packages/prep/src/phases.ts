/** How many weeks a plan may take. */
export type PlanWeeks = 4 | 5 | 6
/** What a stretch of weeks is about: design first, because it outweighs coding. */
export type PhaseId = 'design' | 'algorithms' | 'stories'

/** A stretch of whole weeks of a plan. */
export interface Phase {
  readonly id: PhaseId
  readonly weeks: number
}

/**
 * The phases of a plan in their order; one of no weeks is left out. `givesWeek`: the person gave a week of algorithms to design.
 * There is no way to give one back the other way. (domain.md 8)
 */
export const phasesOf = (weeks: PlanWeeks, givesWeek: boolean): readonly Phase[] => {
  const design = Math.ceil(weeks / 3)
  const algorithms = Math.round(weeks / 3)
  const given = givesWeek ? 1 : 0
  const phases: readonly Phase[] = [
    { id: 'design', weeks: design + given }, { id: 'algorithms', weeks: algorithms - given }, { id: 'stories', weeks: weeks - design - algorithms },
  ]
  return phases.filter(phase => phase.weeks > 0)
}

/** The phase of every week, the first week first. */
export const phaseByWeek = (weeks: PlanWeeks, givesWeek: boolean): readonly PhaseId[] =>
  phasesOf(weeks, givesWeek).flatMap(phase => Array.from({ length: phase.weeks }, () => phase.id))
