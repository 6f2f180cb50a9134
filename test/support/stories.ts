import type { StoryText } from '@unanimous/protocol'

/** A story in which every check of its text holds. */
export const someStory = (change: Partial<StoryText> = {}): StoryText => ({
  sort: 'friction', title: 'The review I did not want to give', date: 'autumn', role: 'tech lead', domain: 'playback', situation: 'A launch in two weeks.',
  decision: 'I decided to tell him before the launch.', authority: 'mine',
  options: [{ option: 'wait', for: 'calm', against: 'nothing left to change', number: '2 weeks' }, { option: 'write it', for: 'easy', against: 'no answer', number: '' }],
  dissenters: 'My manager', counterArgument: 'A launch is fragile and everybody is tired so that one more hard talk may cost more than it could ever give back to us.', outcome: 'He stayed',
  failed: 'I was late by a month', whoPaid: 'His team', wouldChange: 'Sooner', reversingFact: 'A resignation', feedback: '', dimensions: ['culture.candor'], values: 'candor', scope: 'L5',
  confidentialOk: true, ...change,
})
