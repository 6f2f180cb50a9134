import type { ExportedCard, ExportedRecord, ExportedRound } from '@unanimous/protocol'
import { dimensionsOf } from '@unanimous/rounds'
import { aspectWords, day, evidenceWords, keeperWords, kindWords, levelWords, markWords, minute, moment, tickWords, voteWords } from './html-words.ts'
import { html, type Markup } from './markup.ts'

type Vote = NonNullable<ExportedCard['vote']>
type Estimate = NonNullable<ExportedRound['estimate']>

export const vote = (given: Vote): Markup => html`<span class="vote v${given}">${voteWords[given]}</span>`

const said = (title: string, words: string | null): Markup | false => words !== null && words !== '' && html`<h4>${title}</h4><p class="said">${words}</p>`

const evidenceLine = (item: ExportedRecord['evidence'][number]): Markup => html`
<li><time>${minute(item.atMs)}</time><div><mark>${item.polarity === '0' ? '' : `${item.polarity} `}${evidenceWords(item)}</mark>${item.late && ' added later'}${item.selection && html`<pre>${item.selection.text}</pre>`}</div></li>`

const evidenceOf = (record: ExportedRecord | null, ids: readonly string[]) =>
  (record?.evidence ?? []).filter(item => ids.includes(item.id)).toSorted((left, right) => left.atMs - right.atMs)

const dimensionPart = (record: ExportedRecord | null, dimension: ExportedCard['dimensions'][number]): Markup => html`
<h4>${dimension.name}${dimension.core && ' (core)'}: ${dimension.rating === null ? 'not assessed' : `${dimension.rating} of 4`}</h4>
<p>${dimension.anchor ?? dimension.why}</p><ul class="log">${evidenceOf(record, dimension.evidence).map(evidenceLine)}</ul>`

/** An opened card, whole: the vote, what was said, and each dimension with what it rests on. */
export const cardPart = (card: ExportedCard, record: ExportedRecord | null): Markup => html`
<p>${card.vote !== null ? vote(card.vote) : card.screen === null ? 'No vote' : card.screen === 'advance' ? 'Advance' : 'Hold'} <span class="faint">by ${card.rater}, opened ${day(card.openedAt)}</span></p>
${said('The reason, word for word', card.strongNoSentence)}${said('Keep doing', card.keepDoing)}${said('Change one thing', card.changeOne)}
${said('Why the vote departs from the ratings', card.disagreement)}${said('What shows it was theirs', card.authorship)}
${card.remark && said(`Remark of ${day(card.remark.at)}`, card.remark.text)}
<p class="dim">${[card.levelSignal && levelWords[card.levelSignal], card.keeper && keeperWords[card.keeper]].filter(Boolean).join(' · ')}</p>
${card.dimensions.map(dimension => dimensionPart(record, dimension))}`

const list = (title: string, lines: readonly Markup[]): Markup | false => lines.length > 0 && html`<h4>${title}</h4><ul class="log">${lines}</ul>`

/** What was asked, what help was given and what was captured beside the card. */
export const recordPart = (record: ExportedRecord, cited: readonly string[]): Markup => html`
${list('What was asked', record.asked.map(({ atMs, ask, mark, changeCard }) => html`<li><time>${minute(atMs)}</time><div>${ask} <span class="faint">${mark === null ? 'not marked' : markWords[mark]}</span>${changeCard !== null && html`<p class="dim">Change card: ${changeCard}</p>`}</div></li>`))}
${list('Asked of what the prompt left unsaid', record.leftUnsaid.flatMap(({ asked }) => asked).map(line => html`<li><time></time><div>${line}</div></li>`))}
${list('Ticked on the checklist', record.checklist.flatMap(({ ticked }) => ticked).map(({ ask, tick }) => html`<li><time></time><div>${ask} <span class="faint">${tick}</span></div></li>`))}
${list('Hints', record.hints.map(({ atMs, say, cost }) => html`<li><time>${minute(atMs)}</time><div>${say} <span class="faint">cost ${cost}</span></div></li>`))}
${list('Also captured', record.evidence.filter(item => !cited.includes(item.id)).map(evidenceLine))}`

/** The text that was worked on; the other languages hold their starters, which the JSON keeps. */
export const textsPart = ({ texts, language: chosen }: Pick<ExportedRound, 'texts' | 'language'>): readonly Markup[] =>
  Object.entries(texts).filter(([language, text]) => text.trim() !== '' && (language === chosen || language === 'board' || (texts[chosen] ?? '').trim() === '')).map(([language, text]) => html`<h4>Final ${language === 'outline' || language === 'board' ? language : `code, ${language}`}</h4><pre>${text}</pre>`)

const nameOf = (kind: ExportedRound['kind'], id: string) => dimensionsOf(kind).find(dimension => dimension.id === id)?.name ?? id

const interviewerPart = (rating: NonNullable<Estimate['form']['interviewer']>): Markup => html`
<h4>The interviewing</h4><ul>${Object.entries(rating.ratings).map(([aspect, { rating: given, example }]) =>
  html`<li>${aspectWords[aspect as keyof typeof aspectWords]}: ${given} of 4${example !== undefined && html` <span class="said">${example}</span>`}</li>`)}
${rating.ticks.map(tick => html`<li>${tickWords[tick]}</li>`)}</ul>`

const estimatePart = (kind: ExportedRound['kind'], { form, openedAt }: Estimate, isMine: boolean): Markup => html`
<h4>${isMine ? 'Your own guess' : "The candidate's guess"}${openedAt === null && ', sealed'}</h4>
<p>${form.vote !== undefined && voteWords[form.vote]} <span class="dim">${Object.entries(form.guesses ?? {}).map(([id, guess]) => `${nameOf(kind, id)} ${guess}`).join(' · ')}</span></p>
${form.interviewer && interviewerPart(form.interviewer)}`

const draftPart = (kind: ExportedRound['kind'], { form, filedAt }: NonNullable<ExportedRound['draft']>): Markup => html`
<h4>Your card, sealed${filedAt === null ? ', not filed yet' : ` since ${moment(filedAt)}`}</h4>
<p>${form.vote !== undefined ? vote(form.vote) : form.screen} <span class="dim">${Object.entries(form.ratings ?? {}).map(([id, rating]) => `${nameOf(kind, id)} ${rating}`).join(' · ')}</span></p>
${said('The reason, word for word', form.strongNo?.sentence ?? null)}${said('Keep doing', form.keepDoing ?? null)}${said('Change one thing', form.changeOne ?? null)}`

const projectPart = ({ title, decision, date, options }: ExportedRound['projects'][number]): Markup =>
  html`<h4>Project: ${title}</h4><p>${[decision, date, options].filter(Boolean).join(' · ')}</p>`

/** One round as its person knows it. */
export const roundPart = (round: ExportedRound, peer: string): Markup => {
  const who = round.youAre === 'rater' ? `you rated with ${peer}` : round.youAre === 'interviewer' ? `you interviewed ${peer}` : `${peer} interviewed you`
  const when = round.startedAt === null ? 'not held' : moment(round.startedAt)
  return html`<article><h3>${kindWords[round.kind]}${round.title !== '' && `: ${round.title}`}</h3>
<p class="faint">${who} · ${when} · ${Math.round(round.minutes * round.stretch)} minutes · ${round.standing === 'loop' ? 'in a loop' : 'practice'}${round.counts === false && ' · void'}</p>
${round.card && cardPart(round.card, round.record)}${round.secondCard && cardPart(round.secondCard, round.record)}${round.draft && draftPart(round.kind, round.draft)}
${round.estimate && estimatePart(round.kind, round.estimate, round.youAre === 'candidate')}
${list('Your notes', round.notes.map(note => html`<li><time>${minute(note.atMs)}</time><p class="said">${note.text}</p></li>`))}
${list('What you said of the replay', round.comments.map(comment => html`<li><time>${minute(comment.atMs)}</time><p class="said">${comment.text}</p></li>`))}
${round.projects.map(projectPart)}
${round.record && recordPart(round.record, [round.card, round.secondCard].flatMap(card => card?.dimensions ?? []).flatMap(dimension => dimension.evidence))}
${textsPart(round)}</article>`
}
