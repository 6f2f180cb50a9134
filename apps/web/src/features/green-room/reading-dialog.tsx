import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary, RoundView } from '@unanimous/protocol'
import { Play, Timer as TimerIcon } from 'lucide-react'
import { useState } from 'react'
import { formatMSs } from '../../platform/clock.ts'
import { useCountdown } from '../../platform/use-countdown.ts'
import { WarmUp } from '../../platform/warm-up.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Timer } from '../../ui/meters.tsx'
import { Loading } from '../../ui/surfaces.tsx'
import { withCode } from '../../ui/with-code.tsx'
import { act } from './act.ts'

type InterviewerView = Extract<RoundView, { role: 'interviewer' }>
type Pack = InterviewerView['packs'][number]

const readingMs = 3 * 60_000

/** Three minutes with what one will ask. Dealt again once, if it does not fit. */
export const ReadingDialog = ({ round, view, onClose }: { readonly round: RoundSummary; readonly view: InterviewerView | undefined; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const left = useCountdown(readingMs)
  const [isWarmingUp, setWarmingUp] = useState(false)
  const { deal } = round
  if (isWarmingUp && view) return <WarmUp packs={view.packs} onClose={() => setWarmingUp(false)} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={deal?.titles.join(', ')}
      description={<Trans>Three minutes are enough: the prompt, the answer, the first follow-ups. All of it stands in your console too, and never on their screen.</Trans>}
      footer={<>
        <Timer text={formatMSs(left)} label={t`Reading time left`} />
        <span className="sp" />
        {deal?.mayRedeal === true && <Button variant="ghost" onClick={() => void act('deal-again', { round: round.round })}><Trans>Deal another, once</Trans></Button>}
        <Button variant="primary" autoFocus onClick={onClose}><Trans>I have read it</Trans></Button>
      </>}
    >
      {deal?.seen === true && <p className="sm bad-ink"><Trans>One of you has met this one before: nothing unseen was left of this kind.</Trans></p>}
      {view && <Prepare packs={view.packs} isOwn={deal?.own !== null} onWarmUp={() => setWarmingUp(true)} />}
      <div className="reading" tabIndex={0} role="region" aria-label={t`The pack`}>
        {view ? view.packs.map(pack => <PackText key={pack.id} pack={pack} many={view.packs.length > 1} />) : <Loading label={t`Loading the pack`} withLead={false} />}
      </div>
    </Dialog>
  )
}

interface PrepareProps {
  readonly packs: readonly Pack[]
  /** A question of one's own stands in no library. */
  readonly isOwn: boolean
  readonly onWarmUp: () => void
}

/** Ways to prepare besides reading. */
const Prepare = ({ packs: [first], isOwn, onWarmUp }: PrepareProps) => (
  <p className="row wrap g2 prepare">
    <Button size="sm" icon={<TimerIcon className="s" />} onClick={onWarmUp}><Trans>Warm up, 2 min</Trans></Button>
    {first && !isOwn && <LinkButton size="sm" icon={<Play className="s" />} href={`/library/${first.id}/rehearse`}><Trans>Rehearse it alone</Trans></LinkButton>}
  </p>
)

/** Packs are wrapped by hand for the eyes of their authors; what is a list or code keeps its lines. */
const unwrapped = (text: string): string => text.trim().replace(/([^\n])\n(?![\n\s`*|>-]|\d+\.)/g, '$1 ')

const PackText = ({ pack, many }: { readonly pack: Pack; readonly many: boolean }) => {
  const { interviewer, candidate } = pack
  const first = pack.followups.filter(step => pack.entry.includes(step.id))
  return (
    <>
      {many && <h2>{pack.title}</h2>}
      <h3><Trans>You open with</Trans></h3>
      <p className="q">{unwrapped(interviewer.script.open)}</p>
      <h3><Trans>They read</Trans></h3>
      <p className="q text">{withCode(unwrapped(candidate.prompt))}</p>
      {interviewer.reference && <><h3><Trans>The answer</Trans></h3><p>{withCode(interviewer.reference.approach)}</p><p className="text">{withCode(unwrapped(interviewer.reference.answerKey))}</p></>}
      {interviewer.leftUnsaid.length > 0 && (
        <>
          <h3><Trans>Say only when asked</Trans></h3>
          <ul>{interviewer.leftUnsaid.map(line => <li key={line.q}><b>{line.q}</b> {line.a}</li>)}</ul>
        </>
      )}
      {first.length > 0 && <><h3><Trans>First follow-ups</Trans></h3><ul>{first.map(step => <li key={step.id} className="q">{step.ask}</li>)}</ul></>}
      {interviewer.checklist && <><h3><Trans>Checklist</Trans></h3><ul>{interviewer.checklist.map(item => <li key={item.ask} className="q">{item.ask}</li>)}</ul></>}
    </>
  )
}
