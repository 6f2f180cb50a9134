import { useState } from 'react'
import { EvidenceCount, EvidenceMark, EvidenceTag, Sign } from '../../ui/evidence.tsx'
import { LoopRing, RingCount, RingVerdict } from '../../ui/loop-ring.tsx'
import { Pips, type Score, ScoreScale, scores } from '../../ui/score.tsx'
import { type Vote, VoteCards, VoteLabel, VoteStrip, votes } from '../../ui/vote.tsx'
import { named, sample } from './sample-loops.ts'

export const KitVerdicts = () => (
  <>
    <h2>Votes, scores, evidence</h2>
    <div className="row g5 wrap" style={{ margin: '10px 0' }}>
      {votes.map((vote) => (
        <VoteLabel key={vote} vote={vote} />
      ))}
      <VoteLabel vote="none" />
    </div>
    <div className="row g5 wrap">
      {scores.map((score) => (
        <Pips key={score} score={score} />
      ))}
      <EvidenceTag time="22:40">Evicts lazily</EvidenceTag>
      <EvidenceMark>highlighted words</EvidenceMark>
    </div>
    <hr style={{ margin: '18px 0' }} />
  </>
)

const stages = [
  ['Open', sample.open],
  ['In progress', sample.running],
  ['Unanimous', sample.unanimous],
  ['Ended', sample.ended],
] as const

export const KitRings = () => (
  <>
    <h2>Rings</h2>
    <div className="row g6" style={{ marginTop: 12 }}>
      {stages.map(([name, arcs]) => (
        <div className="ring-item" key={name}>
          <LoopRing size="md" arcs={arcs} label={`Loop ring, ${name}`} />
          <p className="sm dim">{name}</p>
        </div>
      ))}
    </div>
  </>
)

const anchors = { 1: 'Did not get there', 2: 'Got there with help', 3: 'Got there', 4: 'Got there and kept going' } as const
const voteAnchors: Readonly<Record<Vote, string>> = {
  'strong-no': 'I would argue against this hire in the room. Ends the loop.',
  no: 'Below the senior bar today. I could be talked round.',
  yes: 'At the bar. I would work with them.',
  'strong-yes': 'Above the bar. I would argue for them.',
}

export const KitRingStates = () => {
  const [vote, setVote] = useState<Vote | undefined>('yes')
  const [score, setScore] = useState<Score | undefined>(3)
  return (
    <>
      <section>
        <h2>Voting and scoring</h2>
        <VoteCards label="Your vote" value={vote} onChange={setVote} anchors={voteAnchors} />
        <VoteStrip label="Your vote, closed" value={undefined} onChange={setVote} disabled />
        <div className="row g4 wrap">
          <ScoreScale label="Framing" value={score} onChange={setScore} anchors={anchors} />
          <ScoreScale label="Framing, unscored" value={undefined} onChange={setScore} />
          <ScoreScale label="Framing, closed" value={2} onChange={setScore} disabled />
          <Pips score={undefined} />
        </div>
        <div className="row g3 wrap">
          <EvidenceTag time="06:40" onPress={() => {}}>Asks for the limit first</EvidenceTag>
          <EvidenceTag time="23:52 to 28:04" plays href="/ui" />
          <Sign speaks="for" />
          <Sign speaks="against" />
          <EvidenceCount count={2} />
          <VoteLabel vote="yes" size="l" />
          <VoteLabel vote="none">Not run</VoteLabel>
        </div>
      </section>
      <section>
        <h2>Ring sizes and states</h2>
        <div className="row g6">
          <LoopRing size="sm" arcs={sample.ended} label="A loop that ended at culture" />
          <LoopRing size="md" arcs={sample.sealed} label="A loop with a sealed round" />
          <LoopRing size="md" arcs={sample.withheld} label="A loop with a no" />
          <LoopRing size="home" arcs={sample.running} label="Three of six rounds filed">
            <RingCount count={3} of={6} about="rounds filed" />
          </LoopRing>
        </div>
      </section>
      <section style={{ justifyItems: 'center', alignItems: 'center' }}>
        <LoopRing
          size="lg"
          arcs={named(sample.ended)}
          label="Loop 2 ended. Four yes, strong no in Culture, Coding 2 not run"
          draw
        >
          <RingVerdict title="Ended" about="4 yes, 1 strong no" when="28 Mar to 5 Apr" />
        </LoopRing>
      </section>
    </>
  )
}
