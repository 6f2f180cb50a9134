import type { Replay } from '@unanimous/protocol'
import { fromJson, openScenes, openTape, type Json, type Patch, type Player, type StoredPart } from '@unanimous/replay'
import { codeText, outlineText, readRun, runsMap, type BoardElement, type RunRecord } from '@unanimous/room-doc'
import { mediumOf, type CandidateScene, type InterviewerScene } from '@unanimous/rounds'
import type { CodeLanguage } from '../../platform/words.ts'
import { boardsOf } from './boards.ts'

/** A replay as the page plays it. */
export interface OpenedReplay {
  readonly data: Replay
  readonly player: Player
  /** The view of this seat at a moment. */
  readonly sceneAt: (ms: number) => Pick<InterviewerScene | CandidateScene, 'language' | 'cards' | 'status' | 'struck' | 'bookmarks'>
  /** What lay on the board after so many changes; the same list as long as nothing on it changes. */
  readonly boardAfter: (index: number) => readonly BoardElement[]
  readonly runs: readonly KeptRun[]
}

/** A run, and when its record was there. */
export interface KeptRun {
  readonly id: string
  readonly atMs: number
  readonly by: 'you' | 'peer' | 'server'
  readonly run: RunRecord
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))

/** The stored parts as they came in the answer. */
export const storedParts = ({ parts }: Pick<Replay, 'parts'>): StoredPart[] => parts.map(part => ({ ...part, bytes: bytesOf(part.bytes) }))

const runsOf = (player: Player, seats: Replay['seats']): KeptRun[] =>
  player.changes.flatMap(change => {
    if (change.kind !== 'map' || change.target !== runsMap || change.patch === null || change.patch[0] !== 0) return []
    const run = readRun(fromJson(change.patch[1]))
    return run === undefined ? [] : [{ id: change.key, atMs: change.atMs, by: seats[change.by] ?? 'server', run }]
  })

/** Unpacks a replay. What cannot be read is listed by the player and the rest is played. */
export const openReplay = async (data: Replay): Promise<OpenedReplay> => {
  const player = await openTape(storedParts(data))
  const scenes = openScenes({ first: data.scenes.first as Json, changes: data.scenes.changes as [number, Patch][] })
  return { data, player, boardAfter: boardsOf(player), sceneAt: ms => scenes(ms) as unknown as ReturnType<OpenedReplay['sceneAt']>, runs: runsOf(player, data.seats) }
}

/** The texts that anybody wrote in; what only the server put there is no one's work. */
export const writtenTexts = ({ player, data }: Pick<OpenedReplay, 'player' | 'data'>): readonly string[] =>
  [...new Set(player.changes.flatMap(({ kind, target, by }) => (kind === 'text' && by >= 0 && data.seats[by] !== 'server' ? [target] : [])))].toSorted()

/** The text that a round was about at a moment: of its language then, else the one that an editor or an outline begins with. */
export const targetAt = ({ data, sceneAt }: Pick<OpenedReplay, 'data' | 'sceneAt'>, ms: number, written: readonly string[]): string => {
  const { language } = sceneAt(ms)
  const usual = mediumOf(data.kind) === 'editor' ? codeText(language ?? 'typescript') : outlineText
  return written.length === 0 || written.includes(usual) ? usual : written[0] ?? usual
}

/** The language of a text by its name; nothing for the outline. */
export const languageOf = (target: string): CodeLanguage | undefined => (target === outlineText ? undefined : target.slice(codeText('').length) as CodeLanguage)
