import { describe, expect, test } from 'vitest'
import { meetingMinutes, meetingOf } from './meeting.ts'

const round = (minutes: number, stretch = 1) => ({ minutes, stretch })
const line = (...rounds: Parameters<typeof meetingOf>[0]) => meetingOf(rounds).map(({ step, minutes }) => `${step} ${minutes}`).join(', ')

describe('the hours of a meeting', () => {
  test('[P8] two full rounds take 160 minutes, two of 45 take 120', () => {
    expect(line(round(60), round(60))).toBe('setup 5, round 60, filing 8, swap 5, round 60, filing 8, reveal 14')
    expect(meetingMinutes([round(60), round(60)])).toBe(160)
    expect(line(round(45), round(45))).toBe('setup 5, round 45, filing 6, swap 4, round 45, filing 6, reveal 9')
    expect(meetingMinutes([round(45), round(45)])).toBe(120)
  })

  test('[P8] one round needs no swap and half the talk after it', () => {
    expect(line(round(60))).toBe('setup 5, round 60, filing 8, reveal 7')
    expect(line(round(20))).toBe('setup 5, round 20, filing 6, reveal 4')
  })

  test('[P8] an accommodation lengthens the rounds and nothing else; each round says whose it is', () => {
    expect(line(round(60, 1.5), round(30))).toBe('setup 5, round 90, filing 8, swap 5, round 30, filing 6, reveal 14')
    expect(meetingOf([round(60), round(60)]).filter(({ step }) => step === 'round').map(({ ordinal }) => ordinal)).toEqual([0, 1])
    expect(meetingOf([])).toEqual([])
  })
})
