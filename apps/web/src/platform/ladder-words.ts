import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { FollowUpKind } from '@unanimous/rounds'
import { useMemo } from 'react'

const phases: Readonly<Record<string, MessageDescriptor>> = {
  open: msg`Open and frame`, clarify: msg`Clarify, approach`, code: msg`Base solution`, walk: msg`Walk by hand`, followups: msg`Follow-ups`,
  candidate_questions: msg`Their questions`, close: msg`Closing`, scope: msg`Scope`, high_level: msg`High level`, role_map: msg`Role map`,
  project_a: msg`Project A`, project_b: msg`Project B`, failure_change: msg`Failure and change`, prompt_1: msg`First prompt`, prompt_2: msg`Second prompt`,
  prompt_3: msg`Third prompt`, redraw: msg`Redraw`, decisions: msg`Decisions`, attack: msg`Attack`, role: msg`Role, why now`, logistics: msg`Logistics, level`, story: msg`Story`,
}

const followUps: Readonly<Record<FollowUpKind, MessageDescriptor>> = {
  correctness: msg`Check the basics`, constraint_change: msg`A rule changes`, scale_100m: msg`A hundred million`, node_failure: msg`Something dies`,
  writes_outpace_reads: msg`Writes outpace reads`, breaks_first: msg`What breaks first`, concurrency: msg`All at once`, memory_bound: msg`Too little memory`,
  cost: msg`What it costs`, ten_x: msg`Ten times the load`, new_codec: msg`A new codec`, region_failover: msg`A region is lost`, dependency_loss: msg`A dependency is lost`,
  resilience_reason: msg`Why this protection`, observability: msg`How would you know`, because: msg`Because`, ownership_probe: msg`Whose decision`, steelman: msg`Argue their side`,
  counterfactual: msg`What would reverse it`, cost_to_others: msg`Who paid for it`, feedback_received: msg`What they were told`, scaffold: msg`A step to help`,
}

/** Ids that a pack makes up itself, such as its solution states, as words. */
export const plainWords = (id: string): string => {
  const words = id.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a round is made of, parts and kinds of follow-up, in the language of the page. */
export const useLadderWords = () => {
  const { i18n } = useLingui()
  return useMemo(() => {
    const say = (known: MessageDescriptor | undefined, id: string): string => (known ? i18n._(known) : plainWords(id))
    return {
      phase: (id: string): string => say(phases[id], id),
      followUp: (kind: FollowUpKind): string => say(followUps[kind], kind),
    }
  }, [i18n])
}
