import { useLingui } from '@lingui/react/macro'
import type { OutlineNode, StampKind } from '@unanimous/room-doc'

/** What a component is called, in the language of the page. */
export const useKindWords = (): ((kind: OutlineNode['kind']) => string) => {
  const { t } = useLingui()
  const words: Readonly<Record<StampKind | 'box', string>> = {
    client: t`Client`, service: t`Service`, queue: t`Queue`, store: t`Store`, cache: t`Cache`, cdn: t`CDN`, balancer: t`Load balancer`, region: t`Region`, note: t`Note`, box: t`Box`,
  }
  return kind => words[kind]
}
