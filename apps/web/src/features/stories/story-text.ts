import { instant } from '@unanimous/kernel'
import type { KeptStory, StoryText } from '@unanimous/protocol'
import type { Story } from '@unanimous/prep'

/** A story before its first word. */
export const emptyStory = (story: string): KeptStory => ({
  story, createdAt: 0, changedAt: 0, rehearsals: [], sort: 'project', title: '', date: '', role: '', domain: '', situation: '', decision: '', authority: '',
  options: [{ option: '', for: '', against: '', number: '' }, { option: '', for: '', against: '', number: '' }],
  dissenters: '', counterArgument: '', outcome: '', failed: '', whoPaid: '', wouldChange: '', reversingFact: '', feedback: '', dimensions: [], values: '', scope: 'L5', confidentialOk: false,
})

/** What is written of a kept story, apart from what the server adds. */
export const textOf = ({ story: _id, createdAt: _begun, changedAt: _changed, rehearsals: _told, ...text }: KeptStory): StoryText => text

/** A story as the checks read it. */
export const toStory = (text: StoryText, rehearsals: KeptStory['rehearsals']): Story => ({ ...text, rehearsals: rehearsals.map(each => ({ ...each, at: instant(each.at) })) })
