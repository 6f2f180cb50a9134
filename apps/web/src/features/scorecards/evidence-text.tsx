import { Trans } from '@lingui/react/macro'
import type { EvidenceItem } from '@unanimous/protocol'

/** A piece of evidence in one line: the words, which lines of code or what on the board, and whether it was pinned after the round. */
export const EvidenceText = ({ item }: { readonly item: EvidenceItem }) => {
  const { text, selection, late, type } = item
  const from = selection?.fromLine
  const to = selection?.toLine
  const component = selection?.text.split('\n')[0]
  return (
    <>
      {type === 'quote' && !text.startsWith('“') ? `“${text}”` : text}
      {type === 'board' && component !== undefined && component !== text && <> · {component}</>}
      {type !== 'board' && selection && <> {from === to ? <Trans>line {from}</Trans> : <Trans>lines {from} to {to}</Trans>}</>}
      {late && <> · <Trans>added later</Trans></>}
    </>
  )
}
