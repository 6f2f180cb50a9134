import { Trans, useLingui } from '@lingui/react/macro'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '../../platform/copy-text.ts'
import { useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { toast } from '../../ui/toast.tsx'
import { highlight } from './highlight.ts'

interface FinalCodeProps {
  /** By language; each kept its own text. */
  readonly texts: Readonly<Record<string, string>>
  /** The one that was chosen when the round ended. */
  readonly language: string
}

/** The code as it stood when the round ended, to read and to copy. */
export const FinalCode = ({ texts, language }: FinalCodeProps) => {
  const { t } = useLingui()
  const { leftText } = useWords()
  // The chosen one comes first: on a phone the others are scrolled to.
  const written = Object.keys(texts).filter(each => (texts[each] ?? '').trim() !== '').toSorted((left, right) => Number(right === language) - Number(left === language))
  const [chosen, setChosen] = useState(written[0])
  if (chosen === undefined) return null
  const text = texts[chosen] ?? ''
  const copy = () => copyText(text).then(() => toast(t`Code copied`), () => toast(t`The browser does not allow copying here. Select the code and copy it.`, { tone: 'bad' }))
  return (
    <section>
      <div className="row"><h2><Trans>Final code</Trans></h2><span className="sp" /><Button size="sm" icon={<Copy className="s" />} onClick={() => void copy()}><Trans>Copy</Trans></Button></div>
      <div className="scroll-x"><Tabs id="final" label={t`Language`} mono value={chosen} onChange={setChosen} tabs={written.map(value => ({ value, label: leftText(value) }))} /></div>
      <TabPanel id="final" value={chosen}>
        <pre className="final-code" tabIndex={0}>
          {highlight(text).map((line, index) => (
            <span className="line" key={index}>{line.map((part, at) => (part.kind === 'plain' ? part.text : <i key={at} className={part.kind}>{part.text}</i>))}{'\n'}</span>
          ))}
        </pre>
      </TabPanel>
    </section>
  )
}
