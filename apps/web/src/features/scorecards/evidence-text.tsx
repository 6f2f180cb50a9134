import { Trans } from '@lingui/react/macro'
import type { EvidenceItem } from '@unanimous/protocol'
import { evidenceWords } from '../../platform/evidence-words.ts'

/** A piece of evidence in one line: the words, which lines of code or what on the board, and whether it was pinned after the round. */
export const EvidenceText = ({ item }: { readonly item: EvidenceItem }) => {
  const { late, type } = item
  const text = evidenceWords(item)
  return (
    <>
      {type === 'quote' && !text.startsWith('“') ? `“${text}”` : text}
      <Where item={item} />
      {late && <> · <Trans>added later</Trans></>}
    </>
  )
}

const Where = ({ item: { type, text, selection } }: { readonly item: EvidenceItem }) => {
  if (!selection) return null
  const { fromLine: from, toLine: to } = selection
  const component = selection.text.split('\n')[0]
  if (type === 'board') return component === text ? null : <> · {component}</>
  return <> {from === to ? <Trans>line {from}</Trans> : <Trans>lines {from} to {to}</Trans>}</>
}
