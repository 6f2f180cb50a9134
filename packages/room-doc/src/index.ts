import * as Y from 'yjs'
import { boardRoot } from './board/board.ts'
import { mayHoldElement } from './board/stored.ts'
import { mayHoldRun, runsMap } from './runs.ts'

export { BoardBinding, firstElements, type BindingNeeds, type Scene } from './board/binding.ts'
export { boardOf, boardRoot, readBoard, readBoardMap, readBoardState } from './board/board.ts'
export { STAMP_KINDS, type BoardElement, type StampKind, type StoredElement } from './board/element.ts'
export { keepBoard, openBoard, type KeptBoard } from './board/kept.ts'
export { boardLimits } from './board/limits.ts'
export { allNodes, bareNodes, outlineLines, outlineOfBoard, type BoardOutline, type OutlineEdge, type OutlineNode } from './board/outline.ts'
export { mayHoldElement, readElement, storeElement } from './board/stored.ts'

export { fitRun, keepRun, mayHoldRun, readRun, runLimits, runsIn, runsMap, RUN_STATUSES, type KeptRun, type RunCase, type RunRecord, type RunStatus } from './runs.ts'

/**
 * The shape of the one shared document of a round: a text for each language, so that changing the language keeps what
 * was written in the others, an outline for rounds without code, a board (`board/`), and the records of what was run. Both seats may write all of it; nothing secret,
 * timed or judged belongs here.
 */

/** The root name of a language's text. */
export const codeText = (language: string): string => `code:${language}`
/** The root name of the outline text of a round without code. */
export const outlineText = 'outline'

/** Every root name a document may hold; cursors and updates that name others are refused at the door. */
export const rootNames = (languages: readonly string[]): readonly string[] => [outlineText, ...languages.map(codeText), runsMap, boardRoot]

/** The maps of a document, each with what it takes; everything else is refused at the door. */
export const guardedMaps = { [runsMap]: mayHoldRun, [boardRoot]: mayHoldElement } as const

/** Line ends must be `\n`: an editor that counts `\r\n` as one and a text that counts it as two drift apart for good. */
export const normaliseLines = (text: string): string => text.replace(/\r\n?/g, '\n')

/** One client for one set of texts, as Yjs numbers them: 32 bits of a hash (FNV-1a). */
const writerOf = (texts: readonly (readonly [root: string, text: string])[]): number => {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(texts))) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/**
 * The first update of a document, written once by the server: the starter of each language and of the outline.
 * `starters` maps a language to its text; `outline` may be empty. The same texts give the same edits: a seed that was lost with the
 * power and is written again is the one that pages still hold, and stands there once.
 */
export const seedOf = (starters: Readonly<Record<string, string>>, outline = ''): Uint8Array => {
  const texts = [...Object.entries(starters).map(([language, text]) => [codeText(language), text] as const), [outlineText, outline] as const]
    .map(([root, text]) => [root, normaliseLines(text)] as const).filter(([, text]) => text !== '')
  const doc = new Y.Doc()
  doc.clientID = writerOf(texts)
  doc.transact(() => {
    for (const [root, text] of texts) doc.getText(root).insert(0, text)
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** All texts in a stored document state, by language and `outline`; empty ones are left out. */
export const readTexts = (state: Uint8Array, languages: readonly string[]): Record<string, string> => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const texts: Record<string, string> = {}
  for (const language of languages) {
    const text = doc.getText(codeText(language)).toString()
    if (text) texts[language] = text
  }
  const outline = doc.getText(outlineText).toString()
  if (outline) texts[outlineText] = outline
  doc.destroy()
  return texts
}
