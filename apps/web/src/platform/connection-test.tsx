import { Trans, useLingui } from '@lingui/react/macro'
import type { ProbedWay, ProbeResult } from '@unanimous/call'
import { CircleAlert, CircleCheck, CircleDashed, Copy, RotateCw } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { copyText } from './copy-text.ts'
import { type LineTest, runLineTest, type TestedLine } from './line-test.ts'
import './connection-test.css'

const nothingYet: LineTest = { lines: [], relay: undefined }

/** Tries every line that a room needs from here, and says of each what came of it. Begins by itself. */
export const ConnectionTest = () => {
  const { t } = useLingui()
  const { test, running, run } = useLineTest()
  const table = useRef<HTMLUListElement>(null)
  return (
    <div className="connection-test">
      <p role="status" className="verdict">{running ? <Trans>Testing, at most ten seconds</Trans> : <Verdict test={test} />}</p>
      <ul ref={table} aria-label={t`Lines`} aria-busy={running}>
        {test.lines.map(line => <LineRow key={line.way?.url ?? line.what} line={line} />)}
      </ul>
      <div className="row g2 wrap">
        <Button icon={<RotateCw />} busy={running} onClick={run}><Trans>Test again</Trans></Button>
        <Button variant="ghost" icon={<Copy />} disabled={running} onClick={() => void copyText(table.current?.innerText ?? '')}><Trans>Copy the result</Trans></Button>
      </div>
    </div>
  )
}

const useLineTest = () => {
  const [{ test, running }, setState] = useState({ test: nothingYet, running: true })
  const newest = useRef(0)
  const run = useCallback(async () => {
    const mine = ++newest.current
    const show = (next: LineTest, isRunning: boolean) => newest.current === mine && setState({ test: next, running: isRunning })
    let last = nothingYet
    await runLineTest(next => {
      last = next
      show(next, true)
    })
    show(last, false)
  }, [])
  useEffect(() => void run(), [run])
  return { test, running, run: () => void run() }
}

const failed = (lines: readonly TestedLine[], ...whats: TestedLine['what'][]): boolean =>
  lines.some(({ what, result }) => whats.includes(what) && result !== undefined && result.outcome !== 'reached')

const Verdict = ({ test: { lines, relay } }: { readonly test: LineTest }) => {
  if (failed(lines, 'server', 'documents')) return <Trans>The room itself cannot be reached from here. Whatever stands between must let WebSockets through.</Trans>
  if (relay === 'none') return <Trans>The room works. Calls run directly, and fail where two networks do not let each other in: no relay is set up here.</Trans>
  if (!failed(lines, 'relay')) return failed(lines, 'way') ? <Trans>Everything a call needs works. Not every way to the relay does.</Trans> : <Trans>Everything works from here.</Trans>
  return relay === 'required'
    ? <Trans>The room works, calls do not: they may only run through the relay, and it carries nothing from here.</Trans>
    : <Trans>The room works. Calls run directly or not at all: the relay carries nothing from here.</Trans>
}

const LineRow = ({ line: { what, way, result } }: { readonly line: TestedLine }) => {
  const good = result?.outcome === 'reached'
  return (
    <li className={result && !good ? 'mend' : undefined}>
      {result === undefined ? <CircleDashed /> : good ? <CircleCheck /> : <CircleAlert />}
      <b><LineName what={what} way={way} /></b>
      <span className="what">{result === undefined ? <Trans>Trying</Trans> : <Outcome what={what} result={result} />}</span>
      {way && <code className="faint">{way.url}</code>}
    </li>
  )
}

const LineName = ({ what, way }: { readonly what: TestedLine['what']; readonly way: ProbedWay | undefined }): ReactNode => {
  if (what === 'server') return <Trans>Server line</Trans>
  if (what === 'documents') return <Trans>Shared texts</Trans>
  if (what === 'relay') return <Trans>Through the relay</Trans>
  if (way?.kind === 'stun') return <Trans>STUN over UDP</Trans>
  return way?.transport === 'tls' ? <Trans>TURN over TLS</Trans> : way?.transport === 'tcp' ? <Trans>TURN over TCP</Trans> : <Trans>TURN over UDP</Trans>
}

const Outcome = ({ what, result: { outcome, tookMs, code } }: { readonly what: TestedLine['what']; readonly result: ProbeResult }): ReactNode => {
  switch (outcome) {
    case 'reached':
      return what === 'relay' ? <Trans>Sent a word to itself, {tookMs} ms</Trans> : <Trans>Works, {tookMs} ms</Trans>
    case 'refused':
      return code === 401 ? <Trans>Refused (401): the relay has another secret than this server</Trans> : <Trans>Refused ({code})</Trans>
    case 'blocked':
      return <Trans>Gives addresses, but carries nothing between them. Its rules may deny its own address.</Trans>
    case 'unreachable':
      return what === 'way' || what === 'relay' ? <Trans>No answer: a wrong address, or something between drops it</Trans> : <Trans>No answer</Trans>
  }
}
