import type { QuestionPattern } from '@unanimous/protocol'
import { useLingui } from '@lingui/react/macro'

/** Every ladder that an own question may get, by what it is for. */
export const usePatterns = (): readonly { readonly value: QuestionPattern; readonly label: string }[] => {
  const { t } = useLingui()
  return [
    { value: 'graph', label: t`Coding: graph` }, { value: 'tree', label: t`Coding: tree` }, { value: 'interval', label: t`Coding: intervals` },
    { value: 'cache', label: t`Coding: cache` }, { value: 'heap', label: t`Coding: heap, top few` }, { value: 'string', label: t`Coding: text and parsing` },
    { value: 'design', label: t`System design` }, { value: 'manager', label: t`Hiring manager` }, { value: 'culture', label: t`Culture` },
  ]
}
