import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { dimensionsOf, findNode, type DimensionId, type FollowUp, type HintCost, type InterviewerView, type Mark, type PacingSentence, type RoundKind, type SuggestionReason } from '@unanimous/rounds'
import { useMemo } from 'react'
import { plainWords, useLadderWords } from '../../platform/ladder-words.ts'

/** What a part of the round is for, as a sentence to say in it. */
const phaseLines: Readonly<Record<string, MessageDescriptor>> = {
  open: msg`I will say how this goes, then you lead and I ask.`,
  clarify: msg`Before you write anything: what would you like to know?`,
  code: msg`Tell me what you are about to write, and why that.`,
  walk: msg`Take one example through it by hand, line by line.`,
  followups: msg`Assume this works. Now a rule changes.`,
  scope: msg`What must it do, for how many people, and which number would worry you?`,
  high_level: msg`Draw the path of one request, and say a because at every box.`,
  role_map: msg`What was yours to decide, and where did it end?`,
  project_a: msg`Take one decision in this project. What did you turn down?`,
  project_b: msg`Now another project. Where did you have to change your mind?`,
  failure_change: msg`What went wrong there, what was your part, and what is different since?`,
  prompt_1: msg`Take one real time. What did you do, and who did not like it?`,
  prompt_2: msg`Take one real time. What did you do, and who did not like it?`,
  prompt_3: msg`Take one real time. What did you do, and who did not like it?`,
  story: msg`Take one real time. What did you do, and who did not like it?`,
  redraw: msg`Draw it from memory. Mark what you no longer know.`,
  decisions: msg`Which of these decisions was yours? Which did you lose?`,
  attack: msg`I take this box away, now. Minute by minute: what happens?`,
  role: msg`Why this team, and why now?`,
  logistics: msg`What do you need to work well, and what would make you decline?`,
  candidate_questions: msg`That was mine. What would you like to ask me?`,
  close: msg`That is our time. Thank you.`,
}

/** The same part by name, about something else: a screen asks for the scope of past roles, a design for that of a system. */
const kindLines: Readonly<Partial<Record<RoundKind, typeof phaseLines>>> = {
  recruiter: { scope: msg`Your last two roles: what did they cover, and what was yours alone?` },
  extension: { walk: msg`Read it once, aloud. Which line carries the idea?` },
}

const marks: Readonly<Record<Mark, MessageDescriptor>> = { nailed: msg`Nailed`, partial: msg`Partial`, struggled: msg`Struggled`, skipped: msg`Skipped` }

const markMeanings: Readonly<Record<Mark, MessageDescriptor>> = {
  nailed: msg`Unaided, with the price`, partial: msg`Right direction, price or case missing`, struggled: msg`Needed rescue, or wrong`, skipped: msg`Not asked to the end`,
}

const costs: Readonly<Record<HintCost, MessageDescriptor>> = { 0: msg`Clarifies, free`, 1: msg`Nudge, 1 point`, 2: msg`Direction, 2 points`, 3: msg`Gives it away, 3 points` }

const sentences: Readonly<Record<Exclude<PacingSentence, 'on-plan'>, MessageDescriptor>> = {
  'phase-ending': msg`Ends within two minutes.`, 'over-step': msg`Mark this step and go on.`, 'start-follow-ups': msg`The follow-ups are the round: start them.`,
  'take-partial': msg`Say: assume this works. Now a rule changes.`, 'next-prompt': msg`Show them the next prompt.`, 'their-questions': msg`Their questions should have begun.`, overtime: msg`Wrap up and end the round.`,
}

/** Rounds that are a conversation: a prompt instead of a problem, a story instead of a solution. */
export const isTalk = (kind: RoundKind): boolean => kind === 'hm' || kind === 'culture' || kind === 'recruiter'

/** The four marks, best first. */
export const allMarks: readonly Mark[] = ['nailed', 'partial', 'struggled', 'skipped']

export const dimensionName = (kind: RoundKind, id: DimensionId): string => dimensionsOf(kind).find(dimension => dimension.id === id)?.name ?? plainWords(id)

/** How the room names what the script is made of, in the language of the page. */
export const useRoundWords = () => {
  const { i18n } = useLingui()
  const ladder = useLadderWords()
  return useMemo(() => {
    const { followUp } = ladder
    const mark = (of: Mark): string => i18n._(marks[of])
    const list = (words: readonly string[]): string => new Intl.ListFormat(i18n.locale === 'pseudo' ? 'en' : i18n.locale).format(words)
    /** Why the policy suggests a step, as one short sentence. */
    const reason = (view: InterviewerView, { code, params }: SuggestionReason): string => {
      const names = 'dimensions' in params ? list(params.dimensions.map(id => dimensionName(view.kind, id))) : ''
      if (code === 'help-once') return i18n._(msg`It broke there: help once, then see.`)
      if (code === 'entry') return params.position === 0 ? i18n._(msg`The script starts here.`) : i18n._(msg`Another way to start.`)
      if (code === 'edge') {
        const from = stepName(view, params.from, followUp)
        const how = mark(params.mark).toLocaleLowerCase()
        return i18n._(msg`“${from}” was ${how}: the script leads here.`)
      }
      if (code === 'move-on') return names ? i18n._(msg`Two struggles: leave this branch, see ${names}.`) : i18n._(msg`Two struggles: leave this branch, go easier.`)
      if (code === 'coverage') return names ? i18n._(msg`Time just suffices to see ${names}.`) : i18n._(msg`It fits the time that is left.`)
      if (code === 'gap') return i18n._(msg`Little seen yet of ${names}.`)
      const { depth, want } = params
      return depth === want ? i18n._(msg`The next depth, ${depth} of 5.`) : i18n._(msg`Depth ${depth}; the last answer asks for ${want}.`)
    }
    return {
      sayIn: (kind: RoundKind, phase: string): string | undefined => {
        const line = kindLines[kind]?.[phase] ?? phaseLines[phase]
        return line && i18n._(line)
      },
      step: (node: FollowUp): string => node.title ?? followUp(node.kind),
      phase: ladder.phase,
      state: plainWords,
      followUp, mark, reason, list,
      markMeaning: (of: Mark): string => i18n._(markMeanings[of]),
      cost: (of: HintCost): string => i18n._(costs[of]),
      sentence: (of: Exclude<PacingSentence, 'on-plan'>): string => i18n._(sentences[of]),
    }
  }, [i18n, ladder])
}

export type RoundWords = ReturnType<typeof useRoundWords>

const stepName = (view: InterviewerView, id: string, followUp: RoundWords['followUp']): string => {
  const found = findNode(view.packs, id)?.node
  return found ? found.title ?? followUp(found.kind) : id
}
