import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CANDIDATE, holdRound, INTERVIEWER } from './fixtures/held-round.ts'
import type { HeldRound } from './fixtures/held-round.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import type { InterviewerView } from './interviewer-view.ts'
import { NOTHING_COUNTED, SILENT_CUE_S, silentRun, spokenSeconds, talkShare, typedSeconds, withCounted } from './narration.ts'
import type { CountedBatch, CountedSeconds } from './narration.ts'

const quiet = (seconds: number, typed = '1'): CountedSeconds => ({ spoke: '0'.repeat(seconds), typed: typed.repeat(seconds).slice(0, seconds) })
const joined = (...parts: readonly CountedSeconds[]): CountedSeconds => ({ spoke: parts.map((part) => part.spoke).join(''), typed: parts.map((part) => part.typed).join('') })
const word: CountedSeconds = { spoke: '9', typed: '0' }
const rest = (seconds: number): CountedSeconds => quiet(seconds, '0')
const unknown = (seconds: number): CountedSeconds => ({ spoke: '.'.repeat(seconds), typed: '.'.repeat(seconds) })

describe('seconds', () => {
  test('[N1] a breath is no speech, two tenths of a second are, and what nobody counted is neither', () => {
    const counted = { spoke: '012a.', typed: '10.1.' }
    expect([spokenSeconds(counted), typedSeconds(counted)]).toEqual([[2, 3], [0, 3]])
    expect(talkShare(counted)).toBeCloseTo(13 / 40)
    expect(talkShare(unknown(3))).toBeUndefined()
  })

  test('[N1] a run begins eight seconds after the last word', () => {
    expect(silentRun(joined(word, quiet(7)))).toBeUndefined()
    expect(silentRun(joined(word, quiet(8)))).toEqual({ sinceS: 8, seconds: 1 })
    expect(silentRun(quiet(5))).toEqual({ sinceS: 0, seconds: 5 })
  })

  test('[N2] a run goes on through a pause of ten seconds, and ends with a longer one, a word, or a gap', () => {
    expect(silentRun(joined(quiet(60), rest(10)))).toEqual({ sinceS: 0, seconds: 70 })
    expect(silentRun(joined(quiet(60), rest(11)))).toBeUndefined()
    expect(silentRun(joined(quiet(60), rest(11), quiet(1)))).toEqual({ sinceS: 71, seconds: 1 })
    expect(silentRun(joined(quiet(60), word))).toBeUndefined()
    expect(silentRun(joined(quiet(60), unknown(1), quiet(4)))).toEqual({ sinceS: 61, seconds: 4 })
    expect(silentRun(rest(200))).toBeUndefined()
  })

  test('[N4] batches in any order and twice give what one batch would', () => {
    const second = fc.record({ spoke: fc.constantFrom(...'0123456789a'), typed: fc.constantFrom('0', '1') })
    const whole = fc.array(second, { minLength: 1, maxLength: 60 })
    fc.assert(fc.property(whole, fc.infiniteStream(fc.nat()), (seconds, random) => {
      const counted = { spoke: seconds.map(({ spoke }) => spoke).join(''), typed: seconds.map(({ typed }) => typed).join('') }
      const batches: CountedBatch[] = []
      for (let fromS = 0; fromS < seconds.length; fromS += 7) batches.push({ fromS, spoke: counted.spoke.slice(fromS, fromS + 7), typed: counted.typed.slice(fromS, fromS + 7) })
      const shuffled = [...batches, ...batches].map((batch) => ({ batch, place: random.next().value })).toSorted((a, b) => a.place - b.place)
      expect(shuffled.reduce((before, { batch }) => withCounted(before, batch), NOTHING_COUNTED)).toEqual(counted)
    }))
  })

  test('[N4] seconds that never came stay open', () => {
    expect(withCounted(NOTHING_COUNTED, { fromS: 2, spoke: '55', typed: '01' })).toEqual({ spoke: '..55', typed: '..01' })
  })
})

const silent = (round: HeldRound, sinceS = 60) => round.from('server', { name: 'candidate-silent', sinceS })
const heard = (round: HeldRound) => round.from('server', { name: 'candidate-heard' })
const cueOf = (round: HeldRound) => (round.fold.view(INTERVIEWER) as InterviewerView).silentSinceS

describe('the cue', () => {
  test('[N3] two minutes of typing without a word', () => {
    expect(SILENT_CUE_S).toBe(120)
    expect(silentRun(quiet(119))?.seconds).toBeLessThan(SILENT_CUE_S)
    expect(silentRun(quiet(120))?.seconds).toBe(SILENT_CUE_S)
  })

  test('[N3] is told once, lasts until a word, and may come again', () => {
    const round = silent(holdRound().at(3))
    expect(cueOf(round)).toBe(60)
    const before = round.log.length
    expect(silent(round, 70).log).toHaveLength(before)
    expect(cueOf(heard(round))).toBeUndefined()
    expect(heard(round).log).toHaveLength(before + 1)
    expect(cueOf(silent(round.at(9), 400))).toBe(400)
  })

  test('[N3] ends with the round, and only an editor has one', () => {
    const round = silent(holdRound().at(3)).at(50).tell({ name: 'end-round' })
    expect(cueOf(round)).toBeUndefined()
    expect(silent(holdRound({ kind: 'sd', packs: [kickoffSurge] }).at(3)).log).toHaveLength(1)
  })

  test('[N3 S2] only the server may say it, of a round that runs', () => {
    for (const by of [INTERVIEWER, CANDIDATE]) expect(holdRound().ask({ name: 'candidate-silent', sinceS: 1 }, by)?.code).toBe('round/not-your-role')
    expect(holdRound({}, false).ask({ name: 'candidate-silent', sinceS: 1 }, 'server')?.code).toBe('round/not-running')
  })

  test('[N5] the candidate’s view neither holds it nor moves', () => {
    const round = holdRound().at(3)
    const seen = () => [JSON.stringify(round.fold.view(CANDIDATE)), round.fold.counter(CANDIDATE)]
    const before = seen()
    silent(round)
    expect(seen()).toEqual(before)
    heard(round)
    expect(seen()).toEqual(before)
    silent(round, 300).from('server', { name: 'forget-silences' })
    expect(seen()).toEqual(before)
  })
})
