import { Trans } from '@lingui/react/macro'
import type { Milliseconds } from '@unanimous/kernel'
import { checklistOf, phaseAt, type ChecklistItem, type Pack, type Phase } from '@unanimous/rounds'
import { Checkbox } from '../../../ui/choices.tsx'
import { useRoundWords } from '../round-words.ts'
import { isLineOn } from './pack-key.tsx'
import type { Script } from './use-script.ts'

interface Section {
  readonly phase: string
  readonly lines: readonly (ChecklistItem & { readonly index: number })[]
}

/** Lines by the part of the round they belong to, in the order of the list. */
const sectionsOf = (items: readonly ChecklistItem[]): readonly Section[] => {
  const phases = [...new Set(items.map(({ phase }) => phase))]
  return phases.map(phase => ({ phase, lines: items.flatMap((item, index) => (item.phase === phase ? [{ ...item, index }] : [])) }))
}

const minuteOf = (ms: Milliseconds): number => Math.round(ms / 60_000)

interface ChecklistProps {
  readonly script: Script
  readonly pack: Pack
}

/** What is to be heard in a screen, part by part with its minutes; in a deep dive, what is refused. */
export const Checklist = ({ script, pack }: ChecklistProps) => {
  const { view, elapsed } = script
  const items = checklistOf(pack)
  if (items.length === 0) return null
  const done = items.filter((_, index) => isLineOn(view.checked, pack, index)).length
  const now = phaseAt(view.phases, elapsed)?.phase
  return (
    <section className="checklist">
      <h3 className="cap"><Trans>Checklist</Trans> <span className="num">{done} / {items.length}</span></h3>
      {sectionsOf(items).map(section => (
        <Part key={section.phase} script={script} pack={pack} section={section} isNow={section.phase === now} phase={view.phases.find(each => each.phase === section.phase)} />
      ))}
    </section>
  )
}

interface PartProps extends ChecklistProps {
  readonly section: Section
  readonly isNow: boolean
  readonly phase: Phase | undefined
}

const Part = ({ script, pack, section: { phase: name, lines }, isNow, phase }: PartProps) => {
  const words = useRoundWords()
  const { view, acts } = script
  const [from, to] = phase ? [minuteOf(phase.startMs), minuteOf(phase.endMs)] : []
  return (
    <div className={isNow ? 'part now' : 'part'}>
      <h4><b>{words.phase(name)}</b> {to !== undefined && <span className="faint sm num"><Trans>{from} to {to} min</Trans></span>}</h4>
      {lines.map(({ ask, tick, index }) => (
        <Checkbox key={ask} checked={isLineOn(view.checked, pack, index)} onChange={on => void acts.act('check-item', { round: view.round, pack: pack.id, index, on })}>
          <span className="q">{ask}</span>
          <span className="sm dim">{tick}</span>
        </Checkbox>
      ))}
    </div>
  )
}
