import type { Milliseconds } from '@unanimous/kernel'
import { currentPack, findNode, suggest, type AskedFollowUp, type InterviewerView, type NodeRef, type Pack, type Suggestion } from '@unanimous/rounds'
import { useState } from 'react'
import { readStored, writeStored } from '../../../platform/stored.ts'
import { type Acts, useActs } from '../../../platform/use-acts.ts'

export interface Step extends AskedFollowUp {
  readonly ref: NodeRef
}

/** What the script shows now and what may be done to it. */
export interface Script {
  readonly view: InterviewerView
  readonly elapsed: Milliseconds
  readonly acts: Acts
  readonly steps: readonly Step[]
  /** Asked and not marked: the step to leave only with a mark. */
  readonly open: Step | undefined
  /** The step whose card is unfolded: the open one, or an earlier one that is looked at again. */
  readonly shown: Step | undefined
  readonly pack: Pack | undefined
  readonly suggestions: readonly Suggestion[]
  readonly isSimple: boolean
  readonly setSimple: (simple: boolean) => void
  readonly look: (node: string | undefined) => void
  readonly ask: (node: string) => void
  /** The mark is asked for, because somebody wanted to go on without one. */
  readonly wantsMark: boolean
  readonly next: () => void
  readonly previous: () => void
}

const SIMPLE = 'console'

const stepsOf = (view: InterviewerView): readonly Step[] =>
  view.asked.flatMap(asked => {
    const ref = findNode(view.packs, asked.node)
    return ref ? [{ ...asked, ref }] : []
  })

/** The script of a running round: the ladder, where one looks, and what comes next. `given` acts on a round that is only tried out. */
export const useScript = (view: InterviewerView, elapsed: Milliseconds, given?: Acts): Script => {
  const own = useActs()
  const acts = given ?? own
  const [looking, setLooking] = useState<string>()
  const [isSimple, setIsSimple] = useState(() => readStored(SIMPLE) !== 'full')
  const [wantsMark, setWantsMark] = useState(false)
  const steps = stepsOf(view)
  const open = steps.find(({ mark }) => mark === undefined)
  const shown = steps.find(({ node }) => node === looking) ?? open
  const suggestions = suggest(view, elapsed)
  const at = shown ? steps.indexOf(shown) : steps.length
  const ask = (node: string) => {
    setLooking(undefined)
    setWantsMark(open !== undefined)
    if (!open) void acts.act('ask-follow-up', { round: view.round, node })
  }
  const next = () => {
    if (shown && shown !== open) return setLooking(steps[at + 1]?.node)
    const [first] = suggestions
    if (open) setWantsMark(true)
    else if (first) ask(first.node)
  }
  return {
    view, elapsed, acts, steps, open, shown, suggestions, isSimple, ask, next,
    pack: shown?.ref.pack ?? currentPack(view, elapsed),
    wantsMark: wantsMark && open !== undefined,
    look: setLooking,
    previous: () => setLooking(steps[Math.max(0, at - 1)]?.node),
    setSimple(simple) {
      setIsSimple(simple)
      writeStored(SIMPLE, simple ? undefined : 'full')
    },
  }
}
