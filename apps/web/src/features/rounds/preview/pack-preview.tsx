import { Trans, useLingui } from '@lingui/react/macro'
import { phaseAt, type Pack } from '@unanimous/rounds'
import { useRef, useState } from 'react'
import { Tabs, TabPanel } from '../../../ui/tabs.tsx'
import { Ladder, type Aid } from '../console/ladder.tsx'
import { useScript } from '../console/use-script.ts'
import { ProblemPanel } from '../problem-panel.tsx'
import { useRoundWords } from '../round-words.ts'
import { useTriedRound } from './use-tried-round.ts'
import '../rounds.css'
import '../console/console.css'
import '../console/kinds.css'
import '../console/step.css'
import './preview.css'

type Side = 'console' | 'candidate'

/** Both sides of a round with this pack, to be tried out: what is asked on one is seen on the other, and nothing is sent. */
export const PackPreview = ({ pack }: { readonly pack: Pack }) => {
  const { t } = useLingui()
  const words = useRoundWords()
  const round = useTriedRound(pack)
  const script = useScript(round.console, round.elapsed, round.acts)
  const [side, setSide] = useState<Side>('console')
  const [aid, setAid] = useState<Aid>()
  const search = useRef<HTMLInputElement>(null)
  const minute = Math.round(round.elapsed / 60_000)
  const phase = phaseAt(round.console.phases, round.elapsed)?.phase
  return (
    <div className="preview">
      <div className="preview-bar">
        <Tabs<Side> label={t`Side`} id="preview" value={side} tabs={[{ value: 'console', label: t`Your console` }, { value: 'candidate', label: t`What they see` }]} onChange={setSide} />
        <label className="minute sm">
          <span><Trans>At minute <b className="num">{minute}</b>, {words.phase(phase ?? '')}</Trans></span>
          <input type="range" min={0} max={round.minutes} value={minute} aria-label={t`Minute of the round`} onChange={event => round.turnTo(Number(event.target.value))} />
        </label>
      </div>
      <TabPanel id="preview" value={side}>
        {side === 'console'
          ? <Ladder script={script} aid={aid} onAid={setAid} searchInput={search} />
          : <ProblemPanel view={round.candidate} phase={phase} />}
      </TabPanel>
    </div>
  )
}
