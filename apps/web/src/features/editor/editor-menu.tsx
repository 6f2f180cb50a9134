import { useLingui } from '@lingui/react/macro'
import { AlignLeft, Copy, Download, Eye, FolderDown, Keyboard, LocateFixed, Search, Settings2 } from 'lucide-react'
import { buttonClass } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { EditorActs } from './use-editor-acts.ts'

interface EditorMenuProps {
  readonly fileName: string
  readonly acts: EditorActs
  /** Missing while they are away. */
  readonly peer: string | undefined
  readonly isFollowing: boolean
  readonly hasCode: boolean
}

/** What may be done with the text, and how this person's editor looks and listens. */
export const EditorMenu = ({ fileName, acts, peer, isFollowing, hasCode }: EditorMenuProps) => {
  const { t } = useLingui()
  const withPeer: readonly MenuItem[] = peer === undefined ? [] : [
    { label: t`Go to ${peer}’s caret`, icon: <LocateFixed />, keys: 'y', apart: true, onPress: acts.goToPeer },
    { label: isFollowing ? t`Stop following ${peer}` : t`Follow ${peer}`, icon: <Eye />, keys: 'Shift+KeyY', onPress: acts.follow },
  ]
  const items: readonly MenuItem[] = [
    { label: t`Find and replace`, icon: <Search />, keys: '$mod+f', onPress: acts.find },
    ...(hasCode ? [{ label: t`Format`, icon: <AlignLeft />, keys: 'Shift+Alt+KeyF', onPress: acts.format }] : []),
    ...withPeer,
    { label: t`Copy`, icon: <Copy />, apart: true, onPress: acts.copy },
    { label: t`Download ${fileName}`, icon: <Download />, onPress: acts.download },
    { label: t`Download all texts`, icon: <FolderDown />, onPress: acts.downloadAll },
    { label: t`Keys of the editor`, icon: <Keyboard />, apart: true, onPress: acts.keys },
    { label: t`Your editor: keys, theme, font`, icon: <Settings2 />, onPress: acts.settings },
  ]
  return <Menu label={t`Editor`} trigger={<><Settings2 className="s" /><span className="unseen">{t`Editor settings, copy and download`}</span></>} items={items} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')} />
}
