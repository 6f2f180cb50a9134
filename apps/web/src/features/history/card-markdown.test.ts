import { expect, test } from 'vitest'
import type { OpenedCard } from '@unanimous/protocol'
import { cardMarkdown, escapeMarkdown, type CardWords } from './card-markdown.ts'

const words: CardWords = {
  heading: 'Coding, Tue 14 Apr', outcome: 'Yes, by osprey', facts: '', strongNo: 'The reason', keepDoing: 'Keep doing', changeOne: 'Change one thing', disagreement: 'Why', authorship: 'Theirs', remark: 'Remark',
  core: 'core', notAssessed: 'not assessed', addedLater: 'added later', evidence: ({ text }) => text, asked: 'What was asked', hints: 'Hints', finalText: 'Final code',
}
const card: OpenedCard = {
  round: 'r', kind: 'coding', rater: 'osprey', raterIs: 'peer', filedAt: 0, openedAt: 0, vote: 3, disagreement: null, strongNoSentence: null, levelSignal: 'at', keepDoing: 'You priced it.\n# Not a heading', changeOne: '', authorship: null, keeper: null, screen: null, remark: null,
  dimensions: [{ id: 'coding.narration', name: 'Narration', core: false, rating: 3, why: null, anchor: 'Intent ahead of typing.', evidence: ['b', 'a'] }],
}
const evidence = (id: string, atMs: number, text: string) => ({ id, type: 'quote' as const, atMs, text, dimensions: [], polarity: '+' as const, late: id === 'b', selection: null, codeSequence: null })
const record = {
  evidence: [evidence('b', 120_000, 'Later'), evidence('a', 60_000, 'Said <why>')], hints: [], depthReached: null, breakDepth: null, elapsedMs: 0, heard: [], leftUnsaid: [], checklist: [],
  asked: [{ node: 'p/f', kind: 'cost', ask: 'What does it cost?', atMs: 61_000, mark: 'partial' as const, depth: 2, changeCard: null }],
}

test('a card reads from its vote to its code, evidence by its minute', () => {
  expect(cardMarkdown({ card, record, texts: { python: 'print("```")\n', go: 'package main' }, language: 'python' }, words)).toBe([
    '# Coding, Tue 14 Apr', 'Yes, by osprey', '**Keep doing**', '> You priced it.\n> \\# Not a heading', '### Narration: 3 / 4', 'Intent ahead of typing.',
    '- 01:00 (+) Said \\<why\\>\n- 02:00 (+) Later (added later)', '## What was asked', '- 01:01 What does it cost? (partial)', '## Final code', '````python\nprint("```")\n````\n',
  ].join('\n\n'))
})

test.each([
  ['1. not a list', '1\\. not a list'], ['- nor this', '\\- nor this'], ['[a](javascript:x)', '\\[a\\](javascript:x)'], ['<img>', '\\<img\\>'], ['a_b*c*', 'a\\_b\\*c\\*'], ['=====', '\\====='], ['plain, as said.', 'plain, as said.'],
])('%s stays what was typed', (typed, written) => {
  expect(escapeMarkdown(typed)).toBe(written)
})
