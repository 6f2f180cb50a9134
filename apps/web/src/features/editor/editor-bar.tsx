import { Trans, useLingui } from '@lingui/react/macro'
import { Eye } from 'lucide-react'
import { type CodeLanguage, useWords } from '../../platform/words.ts'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/field.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { EditorMenu } from './editor-menu.tsx'
import { type EditorPaneProps, type EditorTab, tabsId } from './editor-pane-props.ts'
import { LineChip } from './line-chip.tsx'
import { type EditorActs, fileName } from './use-editor-acts.ts'
import type { Follow } from './use-follow.ts'

interface BarProps extends EditorPaneProps {
  readonly writable: boolean
  readonly tab: EditorTab
  readonly onTab: (tab: EditorTab) => void
  readonly follow: Follow
  readonly acts: EditorActs
}

/** Over the text: its tabs, how it stands with the server, who is in it, its language, and what may be done with it. */
export const EditorBar = ({ head, tools, shared, status, language, languages, onLanguage, you, peer, mayFollow, writable, tab, onTab, follow, acts }: BarProps) => {
  const { t } = useLingui()
  const isFile = tab === 'file'
  return (
    <div className="ph">
      {head ?? <Tabs mono label={t`Texts`} id={tabsId} value={tab} tabs={[{ value: 'file', label: fileName(language) }, { value: 'scratch', label: 'scratch.md' }]} onChange={onTab} />}
      <span className="sp" />
      {isFile && <LineChip shared={shared} status={status} writable={writable} />}
      {isFile && !writable && status.line === 'connected' && <Chip><Trans>Read only</Trans></Chip>}
      {isFile && (mayFollow || follow.on) && peer !== undefined && <FollowChip peer={peer} follow={follow} />}
      <span className="row g1 opt">
        {peer !== undefined && <Avatar name={peer} who="peer" size="s" />}
        <Avatar name={you} who="you" size="s" />
      </span>
      {language !== 'outline' && <LanguageChoice language={language} languages={languages} onLanguage={onLanguage} />}
      <EditorMenu fileName={fileName(language)} acts={acts} peer={peer} isFollowing={follow.on} hasCode={language !== 'outline'} />
      {tools}
    </div>
  )
}

const FollowChip = ({ peer, follow }: { readonly peer: string; readonly follow: Follow }) => (
  <button type="button" className={follow.on ? 'chip peer' : 'chip line'} aria-pressed={follow.on} onClick={follow.turn}>
    <Eye />
    {follow.on ? <Trans>Following {peer}</Trans> : <Trans>Follow {peer}</Trans>}
  </button>
)

const LanguageChoice = ({ language, languages, onLanguage }: { readonly language: CodeLanguage } & Pick<EditorPaneProps, 'languages' | 'onLanguage'>) => {
  const { t } = useLingui()
  const words = useWords()
  if (!onLanguage) return <span className="faint sm">{words.codeLanguage(language)}</span>
  const options = languages.map(value => ({ value, label: words.codeLanguage(value) }))
  return <Select bare size="sm" aria-label={t`Language, for both of you`} title={t`Each language keeps its own text`} value={language} options={options} onChange={onLanguage} />
}
