import { useLingui } from '@lingui/react/macro'
import { outlineLines, outlineOfBoard, readBoard } from '@unanimous/room-doc'
import { Copy, Download, EllipsisVertical, ImageDown } from 'lucide-react'
import { excalidrawOf, pngOf, svgOf } from '../../platform/board-picture.ts'
import { copyText } from '../../platform/copy-text.ts'
import { saveFile } from '../../platform/save-file.ts'
import { useIsDark } from '../../platform/theme.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import type { BoardDocument } from './board-parts.ts'

/** Takes the board away: as a picture, as lines, as a file to draw on, as words. */
export const BoardMenu = ({ shared, struck }: { readonly shared: BoardDocument; readonly struck: readonly string[] }) => {
  const { t } = useLingui()
  const isDark = useIsDark()
  const board = () => readBoard(shared.doc)
  const items: readonly MenuItem[] = [
    { label: t`Download board.png`, icon: <ImageDown />, onPress: () => void pngOf(board(), struck, isDark).then(picture => saveFile('board.png', 'image/png', picture)) },
    { label: t`Download board.svg`, icon: <Download />, onPress: () => void svgOf(board(), struck, isDark).then(picture => saveFile('board.svg', 'image/svg+xml', picture.outerHTML)) },
    { label: t`Download board.excalidraw`, icon: <Download />, onPress: () => saveFile('board.excalidraw', 'application/vnd.excalidraw+json', excalidrawOf(board())) },
    { label: t`Copy the outline`, icon: <Copy />, onPress: () => void copyText(outlineLines(outlineOfBoard(board())).join('\n')).then(() => toast(t`Copied`), () => undefined) },
  ]
  return <Menu label={t`Board`} trigger={<><EllipsisVertical className="s" /><span className="unseen">{t`Take the board away`}</span></>} items={items} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')} />
}
