import type { Metrics } from '@unanimous/protocol'
import { CalibrationMatrix } from './calibration.tsx'
import { DotTrends } from './dot-trends.tsx'
import { ReadFigures } from './figure.tsx'
import { FormGuide } from './form-guide.tsx'
import { CandidatesSaid, Severity } from './given.tsx'
import { HelpTaken, HowDeep, WhereItBreaks } from './ladder.tsx'
import { FairnessLedger } from './ledger.tsx'
import { NearestEnd } from './nearest-end.tsx'
import { HowYouTalk, TimeOverPlan } from './pace-and-talk.tsx'
import { Recurring } from './recurring.tsx'

interface OverviewProps {
  readonly metrics: Metrics
  readonly direction: 'received' | 'given' | undefined
  readonly asTable: boolean
}

/** What all rounds together say: first what would have ended the loop, then what one received, then what one gave. */
export const Overview = ({ metrics, direction, asTable }: OverviewProps) => {
  const { rounds, received, given, ledger } = metrics
  const [showsReceived, showsGiven] = [direction !== 'given' && received.rounds > 0, direction !== 'received' && given.rounds > 0]
  return (
    <ReadFigures value={{ asTable, rounds }}>
      {showsReceived && received.nearestEnd !== null && <NearestEnd end={received.nearestEnd} />}
      {showsReceived && <DotTrends received={received} />}
      {showsReceived && <div className="figures trio"><FormGuide received={received} /><CalibrationMatrix received={received} /><Recurring received={received} /></div>}
      {showsReceived && (
        <div className="figures">
          <WhereItBreaks received={received} /><HowDeep received={received} /><HelpTaken received={received} />
          <TimeOverPlan overruns={received.overruns} /><HowYouTalk received={received} />
        </div>
      )}
      {showsGiven && <div className="figures"><Severity given={given} /><CandidatesSaid given={given} />{direction === 'given' && <TimeOverPlan overruns={given.overruns} />}</div>}
      {direction !== 'received' && <FairnessLedger ledger={ledger} />}
    </ReadFigures>
  )
}
