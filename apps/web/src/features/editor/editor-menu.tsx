import { useLingui } from '@lingui/react/macro'
import { Copy, Download, Settings2 } from 'lucide-react'
import { copyText } from '../../platform/copy-text.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { fontSizes, setEditorPreferences, tabWidths, useEditorPreferences } from './preferences.ts'

interface EditorMenuProps {
  readonly fileName: string
  readonly text: () => string
  readonly onCopied: () => void
}

const download = (name: string, text: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}

/** Takes the text away, and sets how this person's editor looks. */
export const EditorMenu = ({ fileName, text, onCopied }: EditorMenuProps) => {
  const { t } = useLingui()
  const { fontPx, tabWidth } = useEditorPreferences()
  const items: readonly MenuItem[] = [
    { label: t`Copy`, icon: <Copy />, onPress: () => void copyText(text()).then(onCopied, () => undefined) },
    { label: t`Download ${fileName}`, icon: <Download />, onPress: () => download(fileName, text()) },
    ...fontSizes.map((size, index) => ({ label: t`Text ${size} px`, checked: size === fontPx, apart: index === 0, onPress: () => setEditorPreferences({ fontPx: size }) })),
    ...tabWidths.map((width, index) => ({ label: t`Tab is ${width} wide`, checked: width === tabWidth, apart: index === 0, onPress: () => setEditorPreferences({ tabWidth: width }) })),
  ]
  return <Menu label={t`Editor`} trigger={<><Settings2 className="s" /><span className="unseen">{t`Editor settings, copy and download`}</span></>} items={items} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')} />
}
