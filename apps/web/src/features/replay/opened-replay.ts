import type { Replay } from '@unanimous/protocol'
import { fromJson, openScenes, openTape, type Json, type Patch, type Player, type StoredPart } from '@unanimous/replay'
import { readBoardMap, readRun, runsMap, boardRoot, type BoardElement, type RunRecord } from '@unanimous/room-doc'
import type { CandidateScene, InterviewerScene } from '@unanimous/rounds'

/** A replay as the page plays it. */
export interface OpenedReplay {
  readonly data: Replay
  readonly player: Player
  /** The view of this seat at a moment. */
  readonly sceneAt: (ms: number) => Pick<InterviewerScene | CandidateScene, 'language' | 'cards' | 'status'>
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
  return { data, player, sceneAt: ms => scenes(ms) as unknown as ReturnType<OpenedReplay['sceneAt']>, runs: runsOf(player, data.seats) }
}

/** What lay on the board, in its order, every element checked as the canvas checks it. */
export const boardIn = (maps: Readonly<Record<string, unknown>>): readonly BoardElement[] => {
  const kept = (maps[boardRoot] ?? {}) as Readonly<Record<string, Json>>
  return readBoardMap({ entries: () => Object.entries(kept).map(([id, element]): [string, unknown] => [id, fromJson(element)]) }).filter(element => !element.isDeleted)
}
