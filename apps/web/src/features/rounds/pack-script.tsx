import { Trans } from '@lingui/react/macro'
import { checklistOf, type FollowUp, type Pack } from '@unanimous/rounds'
import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Cases } from './console/pack-key.tsx'
import { Prompt } from './prompt.tsx'
import { dimensionName, useRoundWords } from './round-words.ts'
import './pack-script.css'
import './rounds.css'
import { withCode } from '../../ui/with-code.tsx'

interface PackProps {
  readonly pack: Pack
}

/** A pack to be read from beginning to end, in the order in which a round uses it. */
export const PackScript = ({ pack }: PackProps) => (
  <article className="pack-script">
    <Words pack={pack} />
    <Part title={<Trans>What they read</Trans>}><Prompt prompt={pack.candidate} replaced={[]} /></Part>
    <Unsaid pack={pack} />
    <LadderPart pack={pack} />
    <HintsPart pack={pack} />
    <Key pack={pack} />
  </article>
)

const Part = ({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) => <section><h3>{title}</h3>{children}</section>

const Words = ({ pack: { interviewer: { script } } }: PackProps) => (
  <Part title={<Trans>Your words</Trans>}>
    <dl className="words">
      <div><dt><Trans>Say first</Trans></dt><dd className="q">{script.open}</dd></div>
      <div><dt><Trans>When you are lost</Trans></dt><dd className="q">{script.rescue}</dd></div>
      <div><dt><Trans>To end</Trans></dt><dd className="q">{script.wrap}</dd></div>
    </dl>
  </Part>
)

const Unsaid = ({ pack }: PackProps) => {
  const { leftUnsaid, factsOnRequest = [] } = pack.interviewer
  const checklist = checklistOf(pack)
  return (
    <>
      {leftUnsaid.length > 0 && <Part title={<Trans>Say only when asked</Trans>}><dl className="words">{leftUnsaid.map(({ q, a }) => <div key={q}><dt>{q}</dt><dd>{withCode(a)}</dd></div>)}</dl></Part>}
      {factsOnRequest.length > 0 && <Part title={<Trans>Facts on request</Trans>}><dl className="words">{factsOnRequest.map(({ fact, value }) => <div key={fact}><dt>{fact}</dt><dd>{value}</dd></div>)}</dl></Part>}
      {checklist.length > 0 && <Part title={<Trans>Checklist</Trans>}><dl className="words">{checklist.map(({ ask, tick }) => <div key={ask}><dt className="q">{ask}</dt><dd>{tick}</dd></div>)}</dl></Part>}
    </>
  )
}

const LadderPart = ({ pack }: PackProps) => (
  <Part title={<><Trans>Ladder</Trans> <span className="faint num">{pack.followups.length}</span></>}>
    <ol className="rungs">{pack.followups.map(node => <Rung key={node.id} pack={pack} node={node} />)}</ol>
  </Part>
)

const Rung = ({ pack, node }: PackProps & { readonly node: FollowUp }) => {
  const words = useRoundWords()
  const { depth, minutes, changeCard, dims } = node
  const dimensions = words.list(dims.map(id => dimensionName(pack.kind, id)))
  return (
    <li>
      <p className="row wrap g2">
        <b>{words.step(node)}</b>
        <span className="faint sm"><Trans>Depth {depth}</Trans></span><span className="faint sm"><Trans>{minutes} min</Trans></span>
        {dimensions && <span className="faint sm">{dimensions}</span>}
      </p>
      <p className="q lead">{withCode(node.ask)}</p>
      {changeCard && <p className="sm card-text"><Trans>Change card</Trans> <span className="q">{withCode(changeCard)}</span></p>}
      <div className="heard">
        <Signals speaks="for" title={<Trans>Strong</Trans>} signals={node.strong} />
        <Signals speaks="against" title={<Trans>Weak</Trans>} signals={node.weak} />
      </div>
      <Onward pack={pack} node={node} />
    </li>
  )
}

const Signals = ({ speaks, title, signals }: { readonly speaks: 'for' | 'against'; readonly title: ReactNode; readonly signals: readonly string[] }) => signals.length === 0 ? null : (
  <div className={speaks}>
    <h4>{speaks === 'for' ? <Plus className="s" /> : <Minus className="s" />}{title}</h4>
    <ul>{signals.map(signal => <li key={signal}>{signal}</li>)}</ul>
  </div>
)

const marks = ['nailed', 'partial', 'struggled'] as const

/** Where each answer leads. */
const Onward = ({ pack, node }: PackProps & { readonly node: FollowUp }) => {
  const words = useRoundWords()
  const ways = marks.flatMap(mark => {
    const next = pack.followups.find(({ id }) => id === node.next[mark][0])
    return next ? [{ mark, step: words.step(next) }] : []
  })
  if (ways.length === 0) return null
  return <p className="row wrap sm dim onward">{ways.map(({ mark, step }) => <span key={mark}>{words.mark(mark)} → {step}</span>)}</p>
}

const HintsPart = ({ pack: { interviewer: { hints } } }: PackProps) => {
  const words = useRoundWords()
  if (hints.length === 0) return null
  return (
    <Part title={<Trans>Hints</Trans>}>
      <dl className="words">{hints.map(({ id, cost, at, say }) => <div key={id}><dt>{words.cost(cost)}<span className="faint sm">{words.state(at)}</span></dt><dd className="q">{withCode(say)}</dd></div>)}</dl>
    </Part>
  )
}

const Key = ({ pack: { interviewer: { reference, listenFor = [], cases = [] } } }: PackProps) => (
  <>
    {reference && (
      <Part title={<Trans>Key</Trans>}>
        <p className="b">{withCode(reference.approach)}</p>
        {reference.time && <p className="mono sm">{reference.time}{reference.space && ` · ${reference.space}`}</p>}
        <p className="key-text">{withCode(reference.answerKey)}</p>
      </Part>
    )}
    {listenFor.length > 0 && <Part title={<Trans>Listen for</Trans>}><ul className="given">{listenFor.map(each => <li key={each}>{each}</li>)}</ul></Part>}
    {cases.length > 0 && <Part title={<><Trans>Verified cases</Trans> <span className="faint num">{cases.length}</span></>}><Cases cases={cases} /></Part>}
  </>
)
