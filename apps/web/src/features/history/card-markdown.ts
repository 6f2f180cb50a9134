import type { EvidenceItem, OpenedCard, RoundRecord } from '@unanimous/protocol'
import { formatMmSs } from '../../platform/clock.ts'

/** A card to be written down, with what it rests on. */
export interface CardToWrite {
  readonly card: OpenedCard
  readonly record: RoundRecord | null
  readonly texts: Readonly<Record<string, string>>
  /** The one that was chosen when the round ended; the others hold their starters. */
  readonly language: string
}

/** What was worked on, else whatever there is. */
const written = ({ texts, language }: CardToWrite): readonly (readonly [language: string, text: string])[] =>
  Object.entries(texts).filter(([each, text]) => text.trim() !== '' && (each === language || each === 'board' || (texts[language] ?? '').trim() === ''))

/** The words around a card, in the language of the page. */
export interface CardWords {
  readonly heading: string
  /** The vote or the outcome of a screen, and by whom. */
  readonly outcome: string
  /** Level signal and keeper answer. */
  readonly facts: string
  readonly strongNo: string
  readonly keepDoing: string
  readonly changeOne: string
  readonly disagreement: string
  readonly authorship: string
  readonly remark: string
  readonly core: string
  readonly notAssessed: string
  readonly addedLater: string
  readonly evidence: (item: EvidenceItem) => string
  readonly asked: string
  readonly hints: string
  readonly finalText: string
}

/** What somebody typed stays what they typed: no sign in it begins a heading, a link, a list or a tag. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|~&]/g, '\\$&').replaceAll(/^(\s*)([#+=-]|\d+(?=[.)]))/gm, (_, space: string, sign: string) => `${space}${/\d/.test(sign) ? sign : `\\${sign}`}`)
    .replaceAll(/^(\s*\d+)([.)])/gm, '$1\\$2')

/** A fence longer than any run of backticks inside, so that code cannot end it. */
const fenced = (language: string, code: string): string => {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language === 'outline' || language === 'board' || language === 'plain' ? '' : language}\n${code.replace(/\n$/, '')}\n${fence}`
}

const quoted = (title: string, text: string | null): string[] =>
  text === null || text.trim() === '' ? [] : [`**${title}**\n\n${escapeMarkdown(text).split('\n').map(line => `> ${line}`.trimEnd()).join('\n')}`]

const line = (text: string): string => escapeMarkdown(text).replaceAll('\n', ' ')

const evidenceLine = (words: CardWords) => (item: EvidenceItem): string =>
  `- ${formatMmSs(item.atMs)} ${item.polarity === '0' ? '' : `(${item.polarity}) `}${line(words.evidence(item))}${item.late ? ` (${words.addedLater})` : ''}`

const dimensionPart = (words: CardWords, evidence: readonly EvidenceItem[], dimension: OpenedCard['dimensions'][number]): string => {
  const cited = evidence.filter(item => dimension.evidence.includes(item.id)).toSorted((left, right) => left.atMs - right.atMs)
  const rating = dimension.rating === null ? words.notAssessed : `${dimension.rating} / 4`
  return [`### ${line(dimension.name)}: ${rating}${dimension.core ? ` (${words.core})` : ''}`, line(dimension.anchor ?? dimension.why ?? ''), cited.map(evidenceLine(words)).join('\n')].filter(Boolean).join('\n\n')
}

const listOf = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')])

/** An opened card as Markdown: what was said, each dimension with its evidence, what was asked, the final code. */
export const cardMarkdown = (toWrite: CardToWrite, words: CardWords): string => {
  const { card, record } = toWrite
  const evidence = record?.evidence ?? []
  return [
    `# ${line(words.heading)}`, line(words.outcome), line(words.facts),
    ...quoted(words.strongNo, card.strongNoSentence), ...quoted(words.keepDoing, card.keepDoing), ...quoted(words.changeOne, card.changeOne),
    ...quoted(words.disagreement, card.disagreement), ...quoted(words.authorship, card.authorship), ...quoted(words.remark, card.remark?.text ?? null),
    ...card.dimensions.map(dimension => dimensionPart(words, evidence, dimension)),
    ...listOf(words.asked, (record?.asked ?? []).map(asked => `- ${formatMmSs(asked.atMs)} ${line(asked.ask)}${asked.mark === null ? '' : ` (${asked.mark})`}`)),
    ...listOf(words.hints, (record?.hints ?? []).map(hint => `- ${formatMmSs(hint.atMs)} ${line(hint.say)} (${hint.cost})`)),
    ...written(toWrite).flatMap(([language, text]) => [`## ${words.finalText}`, fenced(language, text)]),
  ].filter(part => part !== '').join('\n\n').concat('\n')
}
