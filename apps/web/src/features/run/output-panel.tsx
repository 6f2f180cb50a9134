import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronDown, ChevronUp, History, Square } from 'lucide-react'
import { type CSSProperties, memo, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { announce } from '../../platform/announce.tsx'
import { type CodeLanguage, useWords } from '../../platform/words.ts'
import { CaseTable } from '../../ui/case-table.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { linesIn, outputBlocks } from './output-blocks.ts'
import { isLoaded, useRunWords } from './run-words.ts'
import { isUnderWay, type Printed, type ShownRun } from './shown-runs.ts'
import type { Runs } from './use-runs.ts'
import './run.css'

interface OutputPanelProps {
  readonly runs: Runs
  readonly peer: string
  /** One sentence on whose runs these are. */
  readonly whose: string
}

/** What was printed, by whom, and what goes in. Under the editor, folded until something runs. */
export const OutputPanel = ({ runs, peer, whose }: OutputPanelProps) => {
  const { t } = useLingui()
  const { folded, fold, tab, shown } = runs
  useAnnounced(runs, peer)
  return (
    <section className="run-panel" data-pane tabIndex={-1} aria-label={t`Output`} data-folded={folded || undefined}>
      <div className="ph">
        {folded
          ? <h2><Trans>Output</Trans></h2>
          : <Tabs label={t`Of the run`} id="run" value={tab} tabs={[{ value: 'output', label: t`Output` }, { value: 'input', label: t`Input` }]} onChange={runs.setTab} />}
        <About runs={runs} peer={peer} />
        <span className="sp" />
        <span className="faint sm opt ell">{whose}</span>
        {runs.runs.length > 1 && <Earlier runs={runs} peer={peer} />}
        <button type="button" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')} aria-expanded={!folded} onClick={() => fold(!folded)}>
          {folded ? <ChevronUp className="s" /> : <ChevronDown className="s" />}
          <span className="unseen">{folded ? t`Show the output` : t`Fold the output`}</span>
        </button>
      </div>
      {!folded && (
        <div id="run-panel" role="tabpanel" aria-labelledby={`run-tab-${tab}`} className="run-body">
          {tab === 'input' ? <Input runs={runs} /> : shown ? <Output run={shown} printed={runs.printed} /> : <NothingYet runnable={runs.runnable} language={runs.language} />}
        </div>
      )}
    </section>
  )
}

const About = ({ runs, peer }: Pick<OutputPanelProps, 'runs' | 'peer'>) => {
  const words = useRunWords()
  const { shown, active, seat } = runs
  if (active) {
    return (
      <span className="row g1 sm run-active">
        <span className="ell">{words.active(active, active.seat === seat ? undefined : peer)}</span>
        {active.seat !== seat && <Button size="sm" variant="ghost" icon={<Square className="s" />} onClick={runs.stop}><Trans>Stop</Trans></Button>}
      </span>
    )
  }
  return shown ? <span className="dim sm ell num">{words.title(shown, runs.runs.indexOf(shown) + 1, shown.seat === seat ? undefined : peer)}</span> : null
}

const Earlier = ({ runs, peer }: Pick<OutputPanelProps, 'runs' | 'peer'>) => {
  const { t } = useLingui()
  const words = useRunWords()
  const items = runs.runs.map((run, index) => ({
    label: words.title(run, index + 1, run.seat === runs.seat ? undefined : peer), checked: run === runs.shown,
    onPress: () => {
      runs.look(run.id)
      runs.fold(false)
      runs.setTab('output')
    },
  })).toReversed()
  return <Menu label={t`Earlier runs`} trigger={<><History className="s" /><span className="unseen">{t`Earlier runs`}</span></>} items={items} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')} />
}

const Input = ({ runs }: { readonly runs: Runs }) => {
  const { t } = useLingui()
  return (
    <textarea
      className="run-input mono" aria-label={t`Standard input`} spellCheck={false} value={runs.stdin} maxLength={65_536}
      placeholder={t`What the code reads as its standard input, all of it before the run.`} onChange={event => runs.setStdin(event.target.value)}
    />
  )
}

const NothingYet = ({ runnable, language }: { readonly runnable: Runs['runnable']; readonly language: CodeLanguage }) => {
  const words = useRunWords()
  return <p className="run-hint dim sm">{runnable === 'none' ? words.noRunner(language) : <Trans>Nothing has run yet.</Trans>}</p>
}

/** Python's own words for it, which do not say where input is written. */
const ranOutOfInput = (chunks: ShownRun['chunks']): boolean => chunks.slice(-2).join('').trimEnd().endsWith('EOFError: EOF when reading a line')

const nearBottomPx = 40

/** What was drawn before stays as it is while more is printed below it. */
const Block = memo(({ text }: { readonly text: string }) => <pre style={{ '--lines': linesIn(text) } as CSSProperties}>{text}</pre>)

const Output = ({ run, printed }: { readonly run: ShownRun; readonly printed: Printed }) => {
  const { t } = useLingui()
  const words = useRunWords()
  const names = useWords()
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const soFar = useSyncExternalStore(printed.subscribe, () => printed.of(run.id))
  const chunks = (isUnderWay(run) ? soFar : undefined) ?? run.chunks
  const blocks = useMemo(() => outputBlocks(chunks.join('')), [chunks])
  useEffect(() => {
    if (follows.current && box.current) box.current.scrollTop = box.current.scrollHeight
  })
  const end = words.end(run)
  return (
    <div
      className="run-output" ref={box} tabIndex={0} role="group" aria-label={t`What ${names.codeLanguage(run.language)} printed`}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < nearBottomPx
      }}
    >
      {run.loaded !== undefined && <progress value={isLoaded(run.loaded) ? 1 : run.loaded} aria-label={t`Loading the language`} />}
      {run.cases && <CaseTable cases={run.cases} />}
      {blocks.map((block, index) => <Block key={index} text={block} />)}
      {run.truncated && <p className="run-note"><Trans>truncated: only the first 256 KB are kept while it runs, 64 KB afterwards</Trans></p>}
      {end !== undefined && <p className="run-note">{end}</p>}
      {ranOutOfInput(chunks) && <p className="run-note"><Trans>It read more input than there was: write it under Input, and run again.</Trans></p>}
    </div>
  )
}

/** Says when a run of either person ends. */
const useAnnounced = ({ runs, seat }: Runs, peer: string): void => {
  const words = useRunWords()
  const newest = runs.at(-1)
  const told = useRef<string>(undefined)
  const id = newest?.id
  const outcome = newest && !isUnderWay(newest) ? words.title(newest, runs.length, newest.seat === seat ? undefined : peer) : undefined
  useEffect(() => {
    if (outcome === undefined) told.current = id
    else if (id !== undefined && told.current === id) {
      told.current = undefined
      announce(outcome)
    }
  }, [id, outcome])
}
