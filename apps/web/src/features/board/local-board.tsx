import { boardOf, storeElement, type BoardElement } from '@unanimous/room-doc'
import { useEffect, useState } from 'react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { BoardDocument } from './board-parts.ts'
import { BoardPane } from './board-pane.tsx'

export interface LocalBoardProps {
  /** What it begins with. */
  readonly elements: readonly BoardElement[]
  readonly struck: readonly string[]
}

const noPort = () => {}
const noneMarked: readonly string[] = []

/** A board that is nobody else's and is kept nowhere, drawn on like any other. */
export const LocalBoard = ({ elements, struck }: LocalBoardProps) => {
  const [shared, setShared] = useState<BoardDocument>()
  useEffect(() => {
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    doc.transact(() => {
      for (const element of elements) {
        const kept = storeElement(element)
        if (kept) boardOf(doc).set(element.id, kept)
      }
    })
    let isCurrent = true
    void Promise.resolve({ doc, awareness }).then(made => { if (isCurrent) setShared(made) })
    return () => {
      isCurrent = false
      awareness.destroy()
      doc.destroy()
    }
  }, [elements])
  return <BoardPane shared={shared} isOpen={shared !== undefined} writable peer={undefined} onPort={noPort} struck={struck} marked={noneMarked} />
}
