import { Trans, useLingui } from '@lingui/react/macro'
import { openBoard, type KeptBoard } from '@unanimous/room-doc'
import { useRef, useState } from 'react'
import { svgOf } from '../../platform/board-picture.ts'
import { useIsDark } from '../../platform/theme.ts'
import { Button } from '../../ui/button.tsx'

interface FinalBoardProps {
  readonly board: KeptBoard
  /** What the interviewer had struck out by the end. */
  readonly struck: readonly string[]
}

/** What was drawn in a round, as it stood at the end. Its words are among the final texts; the drawing is fetched for who asks. */
export const FinalBoard = ({ board, struck }: FinalBoardProps) => {
  const { t } = useLingui()
  const isDark = useIsDark()
  const place = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(false)
  const [isShown, setShown] = useState(false)
  const show = async () => {
    setBusy(true)
    const drawing = await svgOf(openBoard(board), struck, isDark)
    drawing.setAttribute('role', 'img')
    drawing.setAttribute('aria-label', t`The board at the end. Its outline is among the final texts.`)
    place.current?.replaceChildren(drawing)
    setBusy(false)
    setShown(true)
  }
  return (
    <section>
      <div className="row"><h2><Trans>Final board</Trans></h2><span className="sp" />{!isShown && <Button size="sm" busy={busy} onClick={() => void show()}><Trans>Show the drawing</Trans></Button>}</div>
      <div ref={place} className="final-board" />
    </section>
  )
}
