import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { COUNTER_WORDS, OPTIONS_NEEDED, SITUATION_WORDS, TOLD_MINUTES, type StoryCheck, type StoryCheckId, type StorySort } from '@unanimous/prep'
import { useMemo } from 'react'

const sorts: Readonly<Record<StorySort, MessageDescriptor>> = { project: msg`Project`, friction: msg`Friction`, failure: msg`Failure` }

const checks: Readonly<Record<StoryCheckId, MessageDescriptor>> = {
  situation: msg`The situation fits in ${SITUATION_WORDS} words`,
  decision: msg`The decision says I and a verb of choosing`,
  options: msg`At least ${OPTIONS_NEEDED} options turned down, each with a reason`,
  number: msg`An option has a number`,
  friction: msg`Somebody disagreed, or something failed`,
  counter: msg`Their strongest argument has ${COUNTER_WORDS} words`,
  outcome: msg`The outcome is not only good`,
  pronouns: msg`I is at least half of I and we, told aloud`,
  length: msg`Told in ${TOLD_MINUTES.least} to ${TOLD_MINUTES.most} minutes`,
}

/** Names of a story's parts and checks in the language of the page. */
export const useStoryWords = () => {
  const { i18n } = useLingui()
  return useMemo(() => ({
    sort: (sort: StorySort): string => i18n._(sorts[sort]),
    check: (id: StoryCheckId): string => i18n._(checks[id]),
    /** What was counted, where something was: "14 words", "40 % I". */
    count: ({ id, have }: StoryCheck): string => {
      if (have === undefined) return ''
      if (id === 'situation' || id === 'counter') return i18n._(msg`${have} words`)
      if (id === 'options') return i18n._(msg`${have} so far`)
      const percent = Math.round(have * 100)
      const minutes = have.toFixed(1)
      return id === 'pronouns' ? i18n._(msg`${percent} % I`) : i18n._(msg`${minutes} min`)
    },
  }), [i18n])
}
