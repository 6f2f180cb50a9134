import { Trans } from '@lingui/react/macro'
import { writeValue, type Pack, type PackLine } from '@unanimous/rounds'
import { Play } from 'lucide-react'
import { type ReactNode, useContext } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { withCode } from '../../../ui/with-code.tsx'
import { CaseRuns } from '../case-runs.ts'
import { Prompt, replacedBy } from '../prompt.tsx'
import { isTalk } from '../round-words.ts'
import type { Script } from './use-script.ts'

interface PackKeyProps {
  readonly script: Script
  readonly pack: Pack
}

/** Whether a line of a pack is ticked. */
export const isLineOn = (lines: readonly PackLine[], pack: Pack, index: number): boolean => lines.some(line => line.pack === pack.id && line.index === index)

/** What the prompt leaves out, what may be asked for, the verified cases and the answer: folded until it is needed. */
export const PackKey = ({ script, pack }: PackKeyProps) => {
  const { factsOnRequest = [], listenFor = [], cases = [], reference } = pack.interviewer
  const { view } = script
  return (
    <>
      <LeftUnsaid script={script} pack={pack} />
      {factsOnRequest.length > 0 && <Fold title={<Trans>Facts on request</Trans>}><dl className="facts">{factsOnRequest.map(({ fact, value }) => <div key={fact}><dt>{fact}</dt><dd>{value}</dd></div>)}</dl></Fold>}
      {listenFor.length > 0 && <Fold title={<Trans>Listen for</Trans>}><ul className="given">{listenFor.map(each => <li key={each}>{each}</li>)}</ul></Fold>}
      {cases.length > 0 && <VerifiedCases pack={pack} cases={cases} inTech={view.kind === 'tech'} />}
      {reference && (
        <Fold title={<Trans>Key</Trans>}>
          <p className="b">{withCode(reference.approach)}</p>
          {reference.time && <p className="mono sm">{reference.time}{reference.space && ` · ${reference.space}`}</p>}
          <p className="dim key-text">{withCode(reference.answerKey)}</p>
        </Fold>
      )}
      <Fold title={<Trans>What they read</Trans>}><Prompt prompt={pack.candidate} replaced={replacedBy(view.cards)} /></Fold>
    </>
  )
}

/** What the prompt does not say, with the answers: ticked when it was asked for, where that speaks for whoever asks. */
export const LeftUnsaid = ({ script: { view, acts }, pack, open }: PackKeyProps & { readonly open?: boolean | undefined }) => {
  const { leftUnsaid } = pack.interviewer
  const answered = leftUnsaid.filter((_, index) => isLineOn(view.leftUnsaid, pack, index)).length
  if (leftUnsaid.length === 0) return null
  if (isTalk(view.kind)) return <Fold open={open} title={<Trans>If they ask</Trans>}><dl className="facts">{leftUnsaid.map(({ q, a }) => <div key={q}><dt>{q}</dt><dd>{a}</dd></div>)}</dl></Fold>
  return (
    <Fold open={open} title={<><Trans>Left unsaid</Trans> <span className="faint num">{answered} / {leftUnsaid.length}</span></>}>
      <p className="sm dim"><Trans>Answer only what they ask. Asking is a strong sign.</Trans></p>
      {leftUnsaid.map(({ q, a }, index) => {
        const done = isLineOn(view.leftUnsaid, pack, index)
        return <Checkbox key={q} cue="for" checked={done} onChange={on => void acts.act('answer-left-unsaid', { round: view.round, pack: pack.id, index, on })}><b className="b">{q}</b><br />{a}</Checkbox>
      })}
    </Fold>
  )
}

/** A phone screen shows no test runner, and says nothing of one. */
const VerifiedCases = ({ pack, cases, inTech }: { readonly pack: Pack; readonly cases: CasesProps['cases']; readonly inTech: boolean }) => {
  const runCases = useContext(CaseRuns)
  return (
    <Fold title={<><Trans>Verified cases</Trans> <span className="faint num">{cases.length}</span></>}>
      {!runCases && !inTech && <p className="sm dim"><Trans>Cases run while the round runs, in TypeScript, JavaScript and Python, and in Java where this host runs it. In any other language talk them through.</Trans></p>}
      <Cases cases={cases} onRun={runCases && (numbers => runCases(pack, numbers))} />
    </Fold>
  )
}

interface CasesProps {
  readonly cases: NonNullable<Pack['interviewer']['cases']>
  /** Runs those of these numbers; absent where none can be run. */
  readonly onRun?: ((numbers: readonly number[]) => void) | undefined
}

export const Cases = ({ cases, onRun }: CasesProps) => (
  <>
    {onRun && (
      <div className="row g2">
        <Button size="sm" icon={<Play className="s" />} keys="r" onClick={() => onRun(cases.map((_, index) => index + 1))}><Trans>Run all</Trans></Button>
        <span className="sm dim"><Trans>Both of you see what you run: what goes in, what is expected, what comes out.</Trans></span>
      </div>
    )}
    <ol className="examples">
      {cases.map((each, index) => (
        <li key={each.name}>
          <b className="b">{each.name}</b>
          <code>{writeValue(each.in)}</code>
          <code className="out">→ {writeValue(each.out)}</code>
          <span className="sm dim">{each.why}</span>
          {onRun && <Button size="sm" variant="ghost" icon={<Play className="s" />} onClick={() => onRun([index + 1])}><Trans>Run this case</Trans></Button>}
        </li>
      ))}
    </ol>
  </>
)

export const Fold = ({ title, children, open }: { readonly title: ReactNode; readonly children: ReactNode; readonly open?: boolean | undefined }) => (
  <details className="fold" open={open}>
    <summary>{title}</summary>
    <div className="fold-body">{children}</div>
  </details>
)
