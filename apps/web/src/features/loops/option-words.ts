import { useLingui } from '@lingui/react/macro'
import type { LoopOptions } from '@unanimous/protocol'

interface OptionWords {
  readonly key: keyof LoopOptions
  readonly title: string
  readonly about: string
}

/** The four options of a loop: fixed when it is opened, shown on its board for good. */
export const useOptionWords = (): readonly OptionWords[] => {
  const { t } = useLingui()
  return [
    { key: 'strictOrder', title: t`Strict order`, about: t`Screens come before the onsite, and a recruiter’s hold freezes the loop until that screen is repeated.` },
    { key: 'strictGates', title: t`Strict gates`, about: t`A plain no of the hiring manager or the phone screen ends the loop.` },
    { key: 'cultureGate', title: t`Culture gate`, about: t`A plain no in culture ends the loop.` },
    { key: 'debriefRevision', title: t`Debrief revision`, about: t`Once all is open, each rater may revise one vote, in writing. A strong no is never revised.` },
  ]
}
