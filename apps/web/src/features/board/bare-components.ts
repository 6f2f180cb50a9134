import { bareNodes, outlineOfBoard, readBoard } from '@unanimous/room-doc'
import type * as Y from 'yjs'

/** The names of those components on a board that have no because. */
export const bareComponents = (doc: Y.Doc): readonly string[] => bareNodes(outlineOfBoard(readBoard(doc))).map(node => node.label)
