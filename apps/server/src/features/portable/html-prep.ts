import type { ExportHead } from '@unanimous/protocol'
import { day, kindWords } from './html-words.ts'
import { html, type Markup } from './markup.ts'

type Story = ExportHead['stories'][number]
type Question = ExportHead['questions'][number]

const passages: readonly (readonly [title: string, of: (story: Story) => string])[] = [
  ['Situation', story => story.situation], ['My decision', story => story.decision], ['On what authority', story => story.authority], ['Who disagreed', story => story.dissenters],
  ['Their best case', story => story.counterArgument], ['Outcome', story => story.outcome], ['What failed', story => story.failed], ['Who paid', story => story.whoPaid],
  ['What I would change', story => story.wouldChange], ['What fact would reverse it', story => story.reversingFact], ['Feedback', story => story.feedback],
]

const optionLine = ({ option, for: pro, against, number }: Story['options'][number]): Markup =>
  html`<li><span></span><p>${option}<span class="dim">${pro !== '' && ` · for: ${pro}`}${against !== '' && ` · against: ${against}`}${number !== '' && ` · ${number}`}</span></p></li>`

const storyPart = (story: Story): Markup => html`<article><h3>${story.title === '' ? 'A story without a title' : story.title}</h3>
<p class="faint">${[story.sort, story.date, story.role, story.domain, story.scope, story.values].filter(Boolean).join(' · ')}</p>
${passages.filter(([, of]) => of(story) !== '').map(([title, of]) => html`<h4>${title}</h4><p class="said">${of(story)}</p>`)}
${story.options.length > 0 && html`<h4>Turned down</h4><ul class="log">${story.options.map(optionLine)}</ul>`}
${story.rehearsals.length > 0 && html`<p class="faint">Told aloud: ${story.rehearsals.map(({ at, minutes, i, we }) => `${day(at)}, ${Math.round(minutes * 10) / 10} minutes, I ${i}, we ${we}`).join(' · ')}</p>`}</article>`

const questionPart = ({ title, kind, savedAt, source }: Question): Markup => html`<article><h3>${kind !== null && `${kindWords[kind]}: `}${title}</h3>
<p class="faint">saved ${day(savedAt)}</p><pre>${source}</pre></article>`

/** What the person prepares: the plan with what they ticked, their stories, their own questions. */
export const preparationPart = ({ plan, ticks, stories, questions }: ExportHead): readonly (Markup | false)[] => [
  plan !== null && html`<section><h2>Plan</h2><p>${plan.weeks} weeks from ${day(plan.startsAt)}, ${plan.hoursPerWeek} hours a week, ${plan.level}${plan.interviewOn !== null && `, interview on ${plan.interviewOn}`}.</p>
<ul class="log">${ticks.map(({ at, task, words }) => html`<li><time>${day(at).slice(5)}</time><div>${task}${words !== null && html`<p class="said">${words}</p>`}</div></li>`)}</ul></section>`,
  stories.length > 0 && html`<section><h2>Stories</h2>${stories.map(storyPart)}</section>`,
  questions.length > 0 && html`<section><h2>Questions of your own</h2>${questions.map(questionPart)}</section>`,
]
