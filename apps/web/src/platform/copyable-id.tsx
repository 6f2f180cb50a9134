import { useLingui } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { announce } from './announce.tsx'
import { copyText } from './copy-text.ts'

interface CopyableIdProps {
  readonly id: string
  /** What goes onto the clipboard: the id with what whoever runs the server can use. */
  readonly text: string
}

/** The name of one failure, to be passed on to whoever runs the server. */
export const CopyableId = ({ id, text }: CopyableIdProps) => {
  const { t } = useLingui()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(text)
    setCopied(true)
    announce(t`Copied`)
  }
  return (
    <button type="button" className="chip mono" aria-label={t`Copy the failure's number ${id}`} onClick={() => void copy().catch(() => undefined)}>
      {copied ? <Check /> : <Copy />}
      {id}
    </button>
  )
}

/** The same failure has the same number, on every page and for everybody. */
export const numberOf = (text: string): string => {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
