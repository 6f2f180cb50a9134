import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { EvidenceItem } from '@unanimous/protocol'
import { formatMSs } from './clock.ts'

/** A piece of evidence in words: what somebody said, wrote or read out, or for a silence, which nobody put into words, how long it was. */
export const evidenceWords = ({ id, text, lastsMs }: Pick<EvidenceItem, 'id' | 'text' | 'lastsMs'>): string => {
  if (text !== '' || !id.startsWith('silence:')) return text
  if (lastsMs === undefined) return i18n._(msg`Still silent`)
  const length = formatMSs(lastsMs)
  return i18n._(msg`Silent for ${length}`)
}
