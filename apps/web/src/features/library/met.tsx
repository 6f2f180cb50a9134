import type { LibraryRow } from '@unanimous/protocol'
import { useLingui } from '@lingui/react/macro'
import { formatDay } from '../../platform/dates.ts'

/** How and when the viewer has met a pack, the latest first, each as a few words. */
export const useMetWords = () => {
  const { t } = useLingui()
  return ({ met }: Pick<LibraryRow, 'met'>): readonly string[] => met.map(({ as, at }) => {
    const day = formatDay(at)
    if (as === 'candidate') return t`You were asked it, ${day}`
    return as === 'interviewer' ? t`You asked it, ${day}` : t`You read it, ${day}`
  })
}
