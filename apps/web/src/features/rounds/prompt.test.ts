import { expect, test } from 'vitest'
import { replacedBy } from './prompt.tsx'

test('a sentence that a card replaces is looked for in one line, as the prompt is shown', () => {
  expect(replacedBy([{}, { replaces: 'Return the holder the\nstart can reach.\n' }])).toEqual(['Return the holder the start can reach.'])
})
