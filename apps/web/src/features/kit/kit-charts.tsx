import { ButterflyRow, MarksStrip, StripAxis } from '../../ui/debrief-charts.tsx'
import { MatchDial, WidenSteps } from '../../ui/match-dial.tsx'
import { LevelMeter, Progress, Timer, WeightBar } from '../../ui/meters.tsx'
import { PacingBar, type PracticeDay, PracticeGrid, PracticeLegend, SwapBar } from '../../ui/session-charts.tsx'
import { Avatar } from '../../ui/surfaces.tsx'

const day: Readonly<Record<string, PracticeDay>> = {
  '.': 'none',
  g: 'gave',
  r: 'received',
  b: 'both',
  s: 'solo',
  t: 'today',
  p: 'planned',
}
const week = (monday: string, days: string) => ({ monday, days: [...days].map((letter) => day[letter] ?? 'none') })
const weeks = [
  week('9 Mar', '.r....b'),
  week('16', '..b.s..'),
  week('23', '.s...bb'),
  week('30', '.b.b.sb'),
  week('6 Apr', '..sg..b'),
  week('13', 'bt.p...'),
]

const minute = 60_000

export const KitCharts = () => (
  <>
    <section>
      <h2>Session</h2>
      <SwapBar
        label="19:30 you interview osprey for 55 minutes, 10 minute break, 20:35 osprey interviews you for 55 minutes"
        first={{ who: 'you', name: 'brindle', title: 'You interview', about: 'Stream slots', minutes: 55 }}
        second={{ who: 'peer', name: 'osprey', title: 'osprey interviews', about: 'Hidden from you', minutes: 55 }}
        breakMinutes={10}
        times={['19:30', '20:25', '20:35', '21:30']}
      />
      <div className="row g4 wrap">
        <Timer text="24:06" label="24 minutes used" />
        <Timer text="24:06" label="Paused at 24 minutes" paused />
        <Progress value={0.44} label="24 of 55 minutes used" />
        <Progress value={1.2} label="11 minutes over" />
        <WeightBar weight={14} />
        <WeightBar weight={4} off />
      </div>
      <LevelMeter value={0.62} label="Microphone level" />
      <PracticeGrid weeks={weeks} label="Practice over six weeks: 20 rounds" />
      <PracticeLegend
        entries={[
          { day: 'received', label: 'Candidate' },
          { day: 'gave', label: 'Interviewer' },
          { day: 'both', label: 'Both' },
          { day: 'solo', label: 'Solo' },
        ]}
      />
    </section>
    <section style={{ alignItems: 'center' }}>
      <MatchDial
        sought={0.56}
        second={16}
        clock="1:24"
        about="looking for the other half"
        label="Searching for one minute twenty four seconds"
      />
      <WidenSteps
        within={0.2}
        steps={[
          { at: '0:00', title: 'Exact match', about: 'Coding, senior, your hours', state: 'done' },
          { at: '1:00', title: 'Wider hours', about: 'Peers within 5 time zones', state: 'now' },
          { at: '3:00', title: 'Any technical round', about: 'System design counts too', state: 'later' },
          { at: '5:00', title: 'We stop and suggest', about: 'Invite, slot or solo', state: 'later' },
        ]}
      />
    </section>
  </>
)

export const KitRoundCharts = () => (
  <>
    <section className="full-width">
      <h2>Pacing</h2>
      <PacingBar
        label="Pacing: 3 minutes behind plan, in step 3 of 7"
        late={<><b>3 min behind.</b> Skip “Defend” or cut one branch.</>}
        steps={[
          { name: 'Open', minutes: 3, note: '', state: 'done' },
          { name: 'Base solution', minutes: 15, note: '18 of 15 min', state: 'done' },
          { name: 'Devices vanish', minutes: 8, note: '8 min', state: 'now', used: 0.38 },
          { name: 'Beats outpace reads', minutes: 10, note: '10 min', state: 'plan' },
          { name: 'Two regions', minutes: 10, note: '10 min', state: 'plan' },
          { name: 'Defend', minutes: 5, note: '5 min', state: 'plan' },
          { name: 'Close', minutes: 4, note: '4 min', state: 'plan' },
        ]}
      />
    </section>
    <section className="full-width">
      <h2>Debrief</h2>
      <div>
        <ButterflyRow
          dimension="Framing"
          left={{ score: 3, note: 'Asked who pays for a stale count' }}
          right={{ score: 3, note: 'Asks for the limit first' }}
        />
        <ButterflyRow
          dimension="Extension"
          left={{ score: 2, guess: 4, note: 'Held the heap four minutes too long' }}
          right={{ score: 4, note: 'Evicts lazily, unprompted' }}
        />
        <ButterflyRow dimension="Narration" left={{ score: 1 }} right={{}} />
      </div>
      <MarksStrip
        title={<><Avatar name="osprey" who="peer" size="s" />osprey on you</>}
        durationMs={55 * minute}
        marks={[
          { atMs: 6 * minute, speaks: 'for', label: 'Strong at 06:12', onPress: () => {} },
          { atMs: 14 * minute, speaks: 'against', label: 'Weak at 14:02', onPress: () => {} },
          { atMs: 33 * minute, speaks: 'for', label: 'Strong at 33:20' },
        ]}
      />
      <StripAxis times={['0:00', '11:00', '22:00', '33:00', '44:00', '55:00']} />
    </section>
  </>
)
