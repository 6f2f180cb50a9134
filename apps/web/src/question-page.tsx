import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { type YamlPort, YamlEditor } from './features/editor/yaml-editor.tsx'
import { QuestionEditor, type QuestionParts } from './features/questions/question-editor.tsx'
import { PackPreview } from './features/rounds/preview/pack-preview.tsx'
import { WhenRead } from './platform/page-state.tsx'
import { useRead } from './platform/queries.ts'
import { Sheet } from './ui/app-shell.tsx'

const useParts = (onPort: (port: YamlPort | undefined) => void): QuestionParts => {
  const { t } = useLingui()
  const editor: QuestionParts['editor'] = ({ first, onChange, faults }) => (
    <YamlEditor label={t`Your question as YAML`} text={first} onChange={onChange} faults={faults} onPort={onPort} />
  )
  const preview: QuestionParts['preview'] = pack => <PackPreview pack={pack} />
  return { editor, preview }
}

/** One's own question between the editor that writes it and the round that will ask it. */
export const QuestionPage = () => {
  const { t } = useLingui()
  const { question } = useParams({ from: '/shell/library/mine/$question' })
  const loaded = useRead('question', { question })
  const [reloads, setReloads] = useState(0)
  const port = useRef<YamlPort>(undefined)
  const onPort = useCallback((next: YamlPort | undefined) => {
    port.current = next
  }, [])
  // What another page of this tab read a while ago may be older than the last save.
  const parts = useParts(onPort)
  if (!loaded.data || !loaded.isFetchedAfterMount) return <Sheet title={t`Your question`}><WhenRead read={loaded} whose={<Trans>A question of one's own is its author's. They can send you its file.</Trans>}>{() => null}</WhenRead></Sheet>
  return (
    <QuestionEditor
      key={`${question} ${reloads}`}
      question={question}
      loaded={loaded.data}
      onReload={() => void loaded.refetch().then(() => setReloads(count => count + 1))}
      onLine={line => port.current?.goTo(line)}
      {...parts}
    />
  )
}
