import { useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Loading } from '../../ui/surfaces.tsx'
import { type CodeView, createCodeView } from './code-view.ts'
import { openLocalCopy } from './local-copy.ts'
import { useOwnWays } from './use-code-view.ts'

const nobody = () => undefined

interface Scratch {
  readonly text: Y.Text
  readonly awareness: Awareness
  close(): void
}

/**
 * Notes for oneself during one round. They are a document that no line is ever opened for: it stands in this browser's
 * storage beside the copies of shared texts, and goes with them when one signs out.
 */
const openScratch = async (round: string, seat: string): Promise<Scratch> => {
  const doc = new Y.Doc()
  const copy = openLocalCopy(doc, { seat, document: `scratch-${round}`, epoch: 0 })
  await copy.loaded
  const awareness = new Awareness(doc)
  return {
    text: doc.getText('scratch'),
    awareness,
    close() {
      copy.close()
      awareness.destroy()
      doc.destroy()
    },
  }
}

const useScratch = (round: string, seat: string): Scratch | undefined => {
  const [scratch, setScratch] = useState<Scratch>()
  useEffect(() => {
    let isOver = false
    let opened: Scratch | undefined
    void openScratch(round, seat).then(made => {
      opened = made
      if (isOver) made.close()
      else setScratch(made)
    })
    return () => {
      isOver = true
      setScratch(undefined)
      opened?.close()
    }
  }, [round, seat])
  return scratch
}

export interface ScratchEditorProps {
  /** The document of the round; each round has its own scratch. */
  readonly round: string
  readonly seat: string
  readonly onTooLarge: () => void
  readonly onCode: (code: CodeView | undefined) => void
}

/** The tab beside the shared text that only its writer ever sees. */
export const ScratchEditor = ({ round, seat, ...rest }: ScratchEditorProps) => {
  const { t } = useLingui()
  const scratch = useScratch(round, seat)
  return scratch ? <ScratchText scratch={scratch} {...rest} /> : <div className="code-view waits"><Loading label={t`Opening your notes`} withLead={false} /></div>
}

const ScratchText = ({ scratch, onTooLarge, onCode }: Pick<ScratchEditorProps, 'onTooLarge' | 'onCode'> & { readonly scratch: Scratch }) => {
  const { t } = useLingui()
  const [code, setCode] = useState<CodeView>()
  const label = t`Scratch notes, for you alone`
  const hint = t`For you alone. It stays in this browser; nobody else receives it.`
  const mount = useCallback((parent: HTMLDivElement) => {
    const made = createCodeView({ parent, text: scratch.text, awareness: scratch.awareness, label, prose: true, placeholder: hint, onRemoteMove: nobody, onTooLarge })
    made.setWritable(true)
    made.view.focus()
    setCode(made)
    onCode(made)
    return () => {
      onCode(undefined)
      made.destroy()
    }
  }, [scratch, label, hint, onTooLarge, onCode])
  useOwnWays(code, 'outline')
  return <div ref={mount} className="code-view scratch" />
}
