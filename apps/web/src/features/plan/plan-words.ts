import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { Extension, PhaseId } from '@unanimous/prep'
import { useMemo } from 'react'

const phases: Readonly<Record<PhaseId, MessageDescriptor>> = { design: msg`Design`, algorithms: msg`Algorithms`, stories: msg`Stories, live` }

const extensions: Readonly<Record<Extension, MessageDescriptor>> = { hundredfold: msg`A hundred times as much`, breaks_first: msg`What breaks first`, swap: msg`What I would swap` }

/** Names of a plan's parts in the language of the page. */
export const usePlanWords = () => {
  const { i18n } = useLingui()
  return useMemo(() => ({
    phase: (phase: PhaseId): string => i18n._(phases[phase]),
    extension: (extension: Extension): string => i18n._(extensions[extension]),
  }), [i18n])
}
