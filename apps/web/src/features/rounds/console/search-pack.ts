import { checklistOf, idIn, writeValue, type Pack } from '@unanimous/rounds'

/** Where in a pack something stands. */
export type PackPart = 'prompt' | 'step' | 'unsaid' | 'fact' | 'hint' | 'case' | 'key' | 'listen' | 'checklist'

/** A passage of a pack that may be looked for. */
export interface Passage {
  readonly id: string
  readonly part: PackPart
  readonly text: string
  /** What belongs to it and is read with it: the answer, the value, the cues. */
  readonly more?: string
  /** The follow-up it is, to be asked from here. */
  readonly node?: string
}

type Found = Omit<Passage, 'id'>

const stepsOf = (pack: Pack): readonly Found[] =>
  pack.followups.map(({ id, title, ask, strong, weak }) => ({ part: 'step', text: title === undefined ? ask : `${title}: ${ask}`, more: [...strong, ...weak].join(' · '), node: idIn(pack, id) }))

const keyOf = ({ interviewer: { reference } }: Pack): readonly Found[] =>
  reference ? [{ part: 'key', text: reference.approach, more: [reference.time, reference.space, reference.answerKey].filter(Boolean).join(' · ') }] : []

const passagesOf = (pack: Pack): readonly Passage[] => {
  const { interviewer, candidate } = pack
  const found: readonly Found[] = [
    ...stepsOf(pack),
    ...interviewer.leftUnsaid.map(({ q, a }): Found => ({ part: 'unsaid', text: q, more: a })),
    ...(interviewer.factsOnRequest ?? []).map(({ fact, value }): Found => ({ part: 'fact', text: fact, more: value })),
    ...interviewer.hints.map(({ say }): Found => ({ part: 'hint', text: say })),
    ...(interviewer.cases ?? []).map(({ name, in: input, out, why }): Found => ({ part: 'case', text: `${name}: ${writeValue(input)} → ${writeValue(out)}`, more: why })),
    ...keyOf(pack),
    ...(interviewer.listenFor ?? []).map((text): Found => ({ part: 'listen', text })),
    ...checklistOf(pack).map(({ ask, tick }): Found => ({ part: 'checklist', text: ask, more: tick })),
    ...candidate.prompt.trim().split(/\n{2,}/).map((text): Found => ({ part: 'prompt', text: text.replaceAll(/\s*\n\s*/g, ' ') })),
    ...(candidate.given ?? []).map((text): Found => ({ part: 'prompt', text })),
  ]
  return found.map((each, index) => ({ ...each, id: `${pack.id}:${index}` }))
}

const mostFound = 12

/** The passages that hold every word of the query, the pack under way first. Nothing for an empty query. */
export const searchPacks = (packs: readonly Pack[], query: string): readonly Passage[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return packs.flatMap(passagesOf)
    .filter(({ text, more = '' }) => {
      const all = `${text} ${more}`.toLowerCase()
      return words.every(word => all.includes(word))
    })
    .slice(0, mostFound)
}
