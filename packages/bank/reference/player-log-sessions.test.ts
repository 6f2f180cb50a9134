import { expect, test } from 'vitest'
import { solve, type PlayerLog } from './player-log-sessions.ts'
import { seeded, times } from './random-input.ts'

/** Keeps the good lines, cuts them at plays and stops, and goes through each session second by second. */
function bruteForce({ lines }: { readonly lines: readonly string[] }): PlayerLog {
  const good: { second: number; words: string[] }[] = []
  const bad: number[] = []
  lines.forEach((line, index) => {
    const [second = '', ...words] = line.split(' ')
    const [before, event] = [good.at(-1), words[0] ?? '']
    const mayFollow: Record<string, string[]> = {
      play: ['play', 'stall', 'resume', 'stop', ''], stall: ['play', 'resume'], resume: ['stall'], stop: ['play', 'stall', 'resume'],
    }
    const isInForm = /^\d+$/.test(second) && (event === 'play' ? words.slice(1).join(' ') !== '' : words.length === 1)
    const isInPlace = mayFollow[event]?.includes(before?.words[0] ?? '') === true && Number(second) >= (before?.second ?? 0)
    if (isInForm && isInPlace) good.push({ second: Number(second), words })
    else bad.push(index + 1)
  })
  const cuts = good.flatMap(({ words }, index) => (words[0] === 'play' ? [index] : []))
  const sessions = cuts.map((cut, index) => {
    const own = good.slice(cut, cuts[index + 1])
    const [from, to] = [own[0]?.second ?? 0, own.at(-1)?.second ?? 0]
    const seconds = times(to - from, each => own.findLast(({ second }) => second <= from + each)?.words[0])
    return [own[0]?.words.slice(1).join(' ') ?? '', from, to, seconds.filter(event => event === 'stall').length] as const
  })
  return { sessions, bad }
}

test('player log sessions: going through each session second by second', () => {
  const below = seeded(25)
  const events = ['play tide', 'play the stop', 'play', 'play ', 'stall', 'stall', 'resume', 'resume', 'stop', 'stop now', 'pause', '']
  for (let round = 0; round < 1500; round++) {
    let now = 0
    const lines = times(14, () => {
      now += below(5)
      const second = below(12) === 0 ? ['x', '', '-1', '1.5', `${now - 3}`][below(5)] ?? '' : `${now}`
      return `${second} ${events[below(events.length)] ?? ''}`
    })
    expect(solve({ lines }), lines.join('\n')).toEqual(bruteForce({ lines }))
  }
})
