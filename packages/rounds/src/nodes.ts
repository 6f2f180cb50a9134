import type { DimensionId } from './kinds.ts'
import type { FollowUp, Hint, Pack } from './pack.ts'

/** A follow-up together with the pack it stands in. */
export interface NodeRef {
  /** `pack id/node id`, unique in the round. */
  readonly id: string
  readonly pack: Pack
  readonly node: FollowUp
}

/** A hint together with its pack. */
export interface HintRef {
  readonly id: string
  readonly pack: Pack
  readonly hint: Hint
}

/** The round-wide id of something inside a pack. */
export const idIn = (pack: Pick<Pack, 'id'>, id: string): string => `${pack.id}/${id}`

/** Every follow-up of one pack, in pack order. */
export const nodesOf = (pack: Pack): readonly NodeRef[] => pack.followups.map((node) => ({ id: idIn(pack, node.id), pack, node }))

/** The pack of this id among those of the round. */
export const findPack = (packs: readonly Pack[], id: string): Pack | undefined => packs.find((pack) => pack.id === id)

/** The follow-up of this round-wide id. */
export const findNode = (packs: readonly Pack[], id: string): NodeRef | undefined => {
  for (const pack of packs) {
    const node = pack.followups.find((candidate) => idIn(pack, candidate.id) === id)
    if (node !== undefined) return { id, pack, node }
  }
  return undefined
}

/** The hint of this round-wide id. */
export const findHint = (packs: readonly Pack[], id: string): HintRef | undefined => {
  for (const pack of packs) {
    const hint = pack.interviewer.hints.find((candidate) => idIn(pack, candidate.id) === id)
    if (hint !== undefined) return { id, pack, hint }
  }
  return undefined
}

/** The words of a strong or weak cue under a follow-up. */
export const cueOf = (node: FollowUp, polarity: '+' | '-', index: number): string | undefined =>
  (polarity === '+' ? node.strong : node.weak)[index]

/** What work before and beside the follow-ups counts for: the first dimension the pack is about. (M4) */
export const mainDimension = (pack: Pack): readonly DimensionId[] => pack.interviewer.rubricFocus.slice(0, 1)
