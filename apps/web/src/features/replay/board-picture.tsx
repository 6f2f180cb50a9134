import { Trans, useLingui } from '@lingui/react/macro'
import { outlineLines, outlineOfBoard, type BoardElement } from '@unanimous/room-doc'
import { useLayoutEffect, useRef } from 'react'
import { sketchOf } from './board-sketch.ts'

interface BoardPictureProps {
  readonly elements: readonly BoardElement[]
  /** What the interviewer had struck out by then. */
  readonly struck: readonly string[]
}

/** The board as it was, as a picture that runs nothing, with its outline for whoever reads by ear. */
export const BoardPicture = ({ elements, struck }: BoardPictureProps) => {
  const { t } = useLingui()
  const place = useRef<HTMLDivElement>(null)
  const label = t`The board as it was`
  useLayoutEffect(() => {
    place.current?.replaceChildren(...(elements.length === 0 ? [] : [sketchOf(elements, struck, label)]))
  }, [elements, struck, label])
  return (
    <>
      {elements.length === 0 && <p className="replay-empty faint"><Trans>Nothing was drawn yet.</Trans></p>}
      <div className="replay-board" ref={place} hidden={elements.length === 0} />
      <ul className="unseen" aria-label={t`Outline of the board`}>{outlineLines(outlineOfBoard(elements)).map((line, index) => <li key={index}>{line}</li>)}</ul>
    </>
  )
}
