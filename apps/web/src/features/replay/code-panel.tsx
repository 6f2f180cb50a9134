import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState, type ComponentType } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { useWords, type CodeLanguage } from '../../platform/words.ts'
import { CaseTable } from '../../ui/case-table.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/field.tsx'
import { BoardPicture } from './board-picture.tsx'
import { hasBoard as wasDrawnOn } from './boards.ts'
import { Diff } from './diff.tsx'
import type { Happening } from './happenings.ts'
import { languageOf, targetAt, writtenTexts, type KeptRun, type OpenedReplay } from './opened-replay.ts'
import type { CodeProps } from './replay-view.tsx'

interface CodePanelProps {
  readonly replay: OpenedReplay
  readonly ms: number
  readonly index: number
  readonly happenings: readonly Happening[]
  readonly peer: string
  readonly Code: ComponentType<CodeProps>
}

const views = ['board', 'code', 'diff', 'output'] as const
type View = (typeof views)[number]

interface Looking {
  readonly index: number
  readonly target: string
  readonly names: { readonly you: string; readonly peer: string }
}

const mostLookedBack = 400

/** Where the last edit of a person left off, up to a moment. */
const lastWritten = (player: OpenedReplay['player'], seats: OpenedReplay['data']['seats'], { index, target, names }: Looking): CodeProps['written'] => {
  const recent = player.changes.slice(Math.max(0, index - mostLookedBack), index)
  const last = recent.findLast(change => change.kind === 'text' && change.target === target && seats[change.by] !== undefined && seats[change.by] !== 'server')
  const who = last && seats[last.by]
  return last?.kind === 'text' && (who === 'you' || who === 'peer') ? { at: last.at + last.inserted.length, who, name: names[who] } : undefined
}

/** Which text is shown: the one chosen, else the one that the round was about then. */
const useTarget = (replay: OpenedReplay, ms: number) => {
  const texts = useMemo(() => writtenTexts(replay), [replay])
  const [chosen, choose] = useState<string>()
  return { texts, target: chosen ?? targetAt(replay, ms, texts), choose }
}

/** When the rule before this moment came. */
const lastRule = (happenings: readonly Happening[], ms: number): number => happenings.findLast(({ sort, atMs }) => (sort === 'asked' || sort === 'card') && atMs < ms - 500)?.atMs ?? 0

const noneMarked: readonly string[] = []

/** What both wrote, as it was: code or outline, the board, what changed since the last rule, what ran. */
export const CodePanel = ({ replay, ms, index, happenings, peer, Code }: CodePanelProps) => {
  const { t } = useLingui()
  const words = useWords()
  const { data, player } = replay
  const scene = replay.sceneAt(ms)
  const { texts, target, choose } = useTarget(replay, ms)
  const hasBoard = useMemo(() => wasDrawnOn(player), [player])
  const [view, setView] = useState<View>(hasBoard ? 'board' : 'code')
  const { shared } = player.frameAfter(index)
  const text = shared.texts[target] ?? ''
  const language = languageOf(target)
  const nameOf = (spoken: CodeLanguage | undefined) => (spoken === undefined ? t`Outline` : words.codeLanguage(spoken))
  const since = lastRule(happenings, ms)
  const [time, sinceTime, name] = [formatMmSs(ms), formatMmSs(since), nameOf(language)]
  const marked = useStable(happenings.flatMap(({ passage, atMs }) => (passage !== undefined && atMs <= ms ? [passage] : noneMarked)))
  const you = t`you`
  const written = useMemo(() => lastWritten(player, data.seats, { index, target, names: { you, peer } }), [player, data.seats, index, target, you, peer])
  const shown = { board: hasBoard, code: true, diff: true, output: replay.runs.length > 0 }
  const labels = { board: t`Board`, code: language === undefined ? t`Outline` : t`Code`, diff: t`Diff from ${sinceTime}`, output: t`Output` }
  const options = views.filter(each => shown[each]).map(value => ({ value, label: labels[value] }))
  return (
    <section className="panel replay-code" aria-label={t`The document as it was`}>
      <div className="ph">
        {texts.length > 1 ? <Select aria-label={t`Text`} value={target} onChange={choose} options={texts.map(value => ({ value, label: nameOf(languageOf(value)) }))} /> : <Title board={view === 'board'} name={name} />}
        <span className="faint sm as-it-was"><Trans>as it was at {time}</Trans></span>
        <span className="sp" />
        <Segmented label={t`What is shown`} value={view} onChange={setView} options={options} />
      </div>
      <Cards cards={scene.cards} />
      {view === 'code' && <Code text={text} language={language} label={t`${name} as it was, read only`} marked={marked} written={written} />}
      {view === 'board' && <BoardPicture elements={replay.boardAfter(index)} struck={scene.struck} />}
      {view === 'diff' && <Diff before={player.frameAt(since).shared.texts[target] ?? ''} after={text} same={<Trans>Nothing changed since then.</Trans>} />}
      {view === 'output' && <Output runs={replay.runs.filter(({ atMs }) => atMs <= ms)} peer={peer} />}
      {data.parts.length === 0 && <p className="replay-empty faint"><Trans>Nothing was written in this round.</Trans></p>}
    </section>
  )
}

const Title = ({ board, name }: { readonly board: boolean; readonly name: string }) => (board ? <h2><Trans>Board</Trans></h2> : <h2 className="mono">{name}</h2>)

/** The same list as before, as long as it says the same. */
const useStable = (list: readonly string[]): readonly string[] => {
  const [kept, keep] = useState(list)
  if (kept === list || (kept.length === list.length && kept.every((each, index) => each === list[index]))) return kept
  keep(list)
  return list
}

/** The newest rule that the candidate had been shown by then. */
const Cards = ({ cards }: { readonly cards: readonly { readonly text: string }[] }) => {
  const newest = cards.at(-1)?.text
  return newest === undefined ? null : <p className="replay-card"><Chip tone="mark"><Trans>The rule now</Trans></Chip> <span className="q">{newest}</span></p>
}

const Output = ({ runs, peer }: { readonly runs: readonly KeptRun[]; readonly peer: string }) => {
  const { t } = useLingui()
  const words = useWords()
  if (runs.length === 0) return <p className="replay-empty faint"><Trans>Nothing had run yet.</Trans></p>
  return (
    <ol className="replay-output" tabIndex={0} aria-label={t`Runs, newest first`}>
      {runs.toReversed().map(({ id, atMs, by, run }) => (
        <li key={id}>
          <p className="faint sm row g2"><time className="mono">{formatMmSs(atMs)}</time>{by === 'you' ? t`You` : peer}, {words.codeLanguage(run.language)}{run.status !== 'done' && <Chip tone="warn"><Status status={run.status} /></Chip>}</p>
          {run.cases && <CaseTable cases={run.cases} />}
          {(run.out !== '' || run.cases === undefined) && <pre>{run.out === '' ? t`No output` : run.out}</pre>}
        </li>
      ))}
    </ol>
  )
}

const Status = ({ status }: { readonly status: KeptRun['run']['status'] }) => {
  const { t } = useLingui()
  return { done: t`Done`, failed: t`Failed`, stopped: t`Stopped`, 'timed-out': t`Timed out`, lost: t`Lost` }[status]
}
