import { Trans } from '@lingui/react/macro'
import type { EvidenceItem } from '@unanimous/protocol'

/** A piece of evidence in one line: the words, which lines of code, and whether it was pinned after the round. */
export const EvidenceText = ({ item }: { readonly item: EvidenceItem }) => {
  const { text, selection, late, type } = item
  const from = selection?.fromLine
  const to = selection?.toLine
  return (
    <>
      {type === 'quote' && !text.startsWith('“') ? `“${text}”` : text}
      {selection && <> <Trans>lines {from} to {to}</Trans></>}
      {late && <> · <Trans>added later</Trans></>}
    </>
  )
}
