import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Bell, BellOff, SlidersHorizontal } from 'lucide-react'
import { useEffect } from 'react'
import type { Criteria } from '@unanimous/protocol'
import { announce } from '../../platform/announce.tsx'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { MatchDial, type WidenStep, WidenSteps } from '../../ui/match-dial.tsx'
import { setRing, useRing } from './ring.ts'
import { useRelaxations } from './relaxations.ts'
import type { QueueAct, Waiting } from './use-queue.ts'

interface SearchingProps {
  readonly view: Waiting
  readonly act: QueueAct
  readonly onChange: () => void
}

/** The wait itself: your half of the ring, the other half being sought, and what is given up when. */
export const Searching = ({ view, act, onChange }: SearchingProps) => {
  const { t } = useLingui()
  const ring = useRing()
  const waitedMs = Math.max(0, useServerNow() - view.joinedAt)
  const stop = () => void act('leave-queue', {})
  useCommands(t`Search`, [{ id: 'stop', label: t`Stop searching`, keys: ['Escape'], run: stop }])
  const { steps, at, within } = useSteps(view, waitedMs)
  const title = steps[at]?.title
  useEffect(() => {
    if (title !== undefined) announce(t`Searching: ${title}`)
  }, [title, t])
  const clock = formatMSs(waitedMs)
  const last = view.widening.at(-1)?.afterMs ?? 1
  const suggests = view.widening[at]?.suggests === true
  return (
    <>
      <MatchDial sought={waitedMs / Math.max(1, last)} second={Math.floor(waitedMs / 1_000) % 60} clock={clock} about={t`looking for the other half`} label={t`Searching for ${clock}`} />
      <h2>{suggests ? <Trans>Nobody fits right now</Trans> : <Trans>Finding someone to swap rounds with</Trans>}</h2>
      <p className="dim">
        {suggests
          ? <Trans>Your place is kept and the search goes on. An invite link gets you a round today.</Trans>
          : <Trans>You can leave this page. We will ring once and hold the match for 30 seconds.</Trans>}
      </p>
      <div className="row g2 acts">
        <Button icon={ring ? <Bell /> : <BellOff />} aria-pressed={ring} className="plain" onClick={() => setRing(!ring)}>{ring ? <Trans>Ring is on</Trans> : <Trans>Ring is off</Trans>}</Button>
        <Button icon={<SlidersHorizontal />} onClick={onChange}><Trans>Change criteria</Trans></Button>
        <Button variant="ghost" keys="Escape" onClick={stop}><Trans>Stop</Trans></Button>
      </div>
      <WidenSteps steps={steps} within={within} />
    </>
  )
}

const useSteps = (view: Waiting, waitedMs: number) => {
  const { t } = useLingui()
  const words = useWords()
  const relaxations = useRelaxations()
  const at = Math.max(0, view.widening.findLastIndex(step => step.afterMs <= waitedMs))
  const exact = [words.kind(view.criteria.kind), view.criteria.level, ...view.criteria.spokenLanguages.map(words.spoken)].join(', ')
  const steps = view.widening.map((step, index): WidenStep => ({
    at: formatMSs(step.afterMs),
    title: step.suggests ? t`We suggest` : index === 0 ? t`Exact match` : relaxations.title(step.relaxes),
    about: step.suggests ? t`An invite link; you stay in line` : index === 0 ? exact : relaxations.about(step.relaxes),
    state: index < at ? 'done' : index === at ? 'now' : 'later',
  }))
  const from = view.widening[at]?.afterMs ?? 0
  const until = view.widening[at + 1]?.afterMs ?? from + 120_000
  return { steps, at, within: Math.min(1, (waitedMs - from) / (until - from)) }
}

/** What was asked for, and what has been given up of it so far. */
export const AskedFor = ({ criteria, relaxed }: { readonly criteria: Criteria; readonly relaxed: readonly string[] }) => {
  const { t } = useLingui()
  const words = useWords()
  const relaxations = useRelaxations()
  const kind = words.kind(criteria.kind)
  const direction = { 'both-ways': t`${kind}, both directions`, 'one-way-candidate': t`${kind}, they interview`, 'one-way-interviewer': t`${kind}, you interview` }[criteria.direction]
  const languages = [criteria.spokenLanguages.map(words.spoken).join(', '), criteria.codeLanguages.map(words.codeLanguage).join(', ')].filter(Boolean).join(' · ')
  return (
    <section>
      <h3><Trans>You asked for</Trans></h3>
      <dl>
        <dt><Trans>Round</Trans></dt><dd>{direction}</dd>
        <dt><Trans>Level</Trans></dt><dd>{words.level(criteria.level)}</dd>
        <dt><Trans>Time</Trans></dt><dd><Plural value={criteria.minutes} one="# min each" other="# min each" /></dd>
        <dt><Trans>Language</Trans></dt><dd>{languages}</dd>
        <dt><Trans>Avoid</Trans></dt><dd>{relaxed.includes('recent-peer') ? <Trans>Nobody any more</Trans> : <Trans>Recent peers</Trans>}</dd>
        {relaxed.length > 0 && <><dt><Trans>Given up</Trans></dt><dd>{relaxations.about(relaxed)}</dd></>}
      </dl>
    </section>
  )
}
