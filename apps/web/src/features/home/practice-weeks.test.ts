import { describe, expect, it } from 'vitest'
import { practiceWeeks } from './practice-weeks.ts'

const at = (day: number, hour = 12) => new Date(2026, 3, day, hour).getTime()

describe('six weeks of practice', () => {
  it('ends with the week that has today, which is marked while nothing was held', () => {
    const weeks = practiceWeeks([], at(14))
    expect(weeks.map(week => week.monday)).toEqual(['9 Mar', '16', '23', '30', '6 Apr', '13'])
    expect(weeks[5]?.days).toEqual(['none', 'today', 'none', 'none', 'none', 'none', 'none'])
  })

  it('tells a day as candidate, as interviewer and as both', () => {
    const weeks = practiceWeeks([{ at: at(13, 0), role: 'candidate' }, { at: at(12, 23), role: 'interviewer' }, { at: at(6), role: 'candidate' }, { at: at(6), role: 'interviewer' }], at(14))
    expect(weeks[5]?.days[0]).toBe('received')
    expect(weeks[4]?.days).toEqual(['both', 'none', 'none', 'none', 'none', 'none', 'gave'])
  })
})
