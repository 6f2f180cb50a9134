import { Trans, useLingui } from '@lingui/react/macro'
import { bareChoices, heardIn, mediumOf, pronounsOf, PRONOUNS_NEEDED, timesHeard, type Heard, type HeardTap, type InterviewerView } from '@unanimous/rounds'
import { Undo2 } from 'lucide-react'
import type { Acts } from '../../../platform/use-acts.ts'
import { useWords } from '../../../platform/words.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { heardKeys } from './heard-keys.ts'

interface HeardMeterProps {
  readonly view: InterviewerView
  readonly acts: Acts
}

export const tapHeard = ({ view, acts }: HeardMeterProps, heard: Heard): void => void acts.act('tap-heard', { round: view.round, heard })
export const takeBackHeard = ({ view, acts }: HeardMeterProps, heard: Heard): void => void acts.act('take-back-heard', { round: view.round, heard })

/** What is heard, counted with one key each. Nothing of it reaches the candidate before the reveal, and a count is no evidence. */
export const HeardMeter = (props: HeardMeterProps) => {
  const { t } = useLingui()
  const { view } = props
  const counted = heardIn(view.kind)
  if (counted.length === 0) return null
  const isDesign = mediumOf(view.kind) === 'board'
  const most = Math.max(1, ...counted.map(heard => timesHeard(view.heard, heard)))
  return (
    <section className="heard" aria-label={isDesign ? t`Because` : t`I and we`}>
      <div className="row g2">
        <h3>{isDesign ? <Trans>Because</Trans> : <Trans>I and we</Trans>}</h3>
        <span className="faint sm">{isDesign ? <Trans>tap what you hear</Trans> : <Trans>in decision sentences only</Trans>}</span>
        <span className="sp" />
        <TakeBack {...props} />
      </div>
      <ul className={isDesign ? 'six' : undefined}>
        {counted.map(heard => <Count key={heard} {...props} heard={heard} most={most} />)}
      </ul>
      {view.heard.length > 0 && <p className="sm dim" role="status">{isDesign ? <ReasonNote heard={view.heard} /> : <PronounNote heard={view.heard} />}</p>}
    </section>
  )
}

const Count = ({ heard, most, ...props }: HeardMeterProps & { readonly heard: Heard; readonly most: number }) => {
  const name = useWords().heard(heard)
  const key = heardKeys[heard]
  const times = timesHeard(props.view.heard, heard)
  return (
    <li>
      <button type="button" className="tap" aria-keyshortcuts={key.toUpperCase()} onClick={() => tapHeard(props, heard)}>
        <span>{name}</span>
        <b className="num">{times}<span className="unseen"> <Trans>times</Trans></span></b>
        <Kbd keys={key} />
        <meter min={0} max={most} value={times} aria-hidden="true" />
      </button>
    </li>
  )
}

/** Takes the newest count back, whatever it was; Shift and a key take back the newest of its sort. */
const TakeBack = (props: HeardMeterProps) => {
  const { t } = useLingui()
  const words = useWords()
  const newest = props.view.heard.at(-1)
  if (!newest) return null
  const name = words.heard(newest.heard)
  return <IconButton size="sm" variant="ghost" label={t`Take back: ${name}`} onClick={() => takeBackHeard(props, newest.heard)}><Undo2 className="s" /></IconButton>
}

/** Technologies without reasons are the commonest weak design: the meter says so while one can still ask. */
const ReasonNote = ({ heard }: { readonly heard: readonly HeardTap[] }) => {
  const bare = bareChoices(heard)
  if (bare > 0) return <Trans>{bare} without a reason. Ask: why that, and when not?</Trans>
  return <Trans>Every choice had its reason so far.</Trans>
}

const PronounNote = ({ heard }: { readonly heard: readonly HeardTap[] }) => {
  const { i, we, share, flag } = pronounsOf(heard)
  const sofar = i + we
  if (share === undefined) return <Trans>{sofar} of {PRONOUNS_NEEDED}: too few to say anything.</Trans>
  const percent = Math.round(share * 100)
  if (flag === 'mostly-we') return <Trans>I in {percent} %. Ask: which of these was your call?</Trans>
  return flag === 'hardly-we' ? <Trans>I in {percent} %. Who else had a part in it?</Trans> : <Trans>I in {percent} %.</Trans>
}
