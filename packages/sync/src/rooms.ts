import type { DocumentLog } from './document-log.ts'
import { Room } from './room.ts'
import type { RoomNeeds } from './room-needs.ts'
import { emptyDocument, restoreDocument, snapshotOf } from './stored-room.ts'

const snapshotAfterRecords = 64

/** What loading needs beyond a room's own needs. */
export interface RoomsNeeds extends RoomNeeds {
  readonly log: DocumentLog
  /** The epoch the product believes a document to be in; newer than the log's own means that the log was restored from a backup. */
  readonly epochOf: ((doc: string) => number | Promise<number>) | undefined
}

/** The open documents of a process: loaded once however many ask, unloaded when nobody is there. */
export class Rooms {
  readonly #rooms = new Map<string, Room>()
  readonly #needs: RoomsNeeds

  constructor(needs: RoomsNeeds) {
    this.#needs = needs
  }

  /** How many are open. */
  get size(): number {
    return this.#rooms.size
  }

  /** The open room of a document, loaded or loading. */
  get(name: string): Room | undefined {
    return this.#rooms.get(name)
  }

  /** All open rooms. */
  all(): IterableIterator<Room> {
    return this.#rooms.values()
  }

  /** Opens a document; whoever asks while it loads waits for the same load. */
  open(name: string): Room {
    const open = this.#rooms.get(name)
    if (open !== undefined) return open
    const room = new Room(name, this.#needs, (loading) => this.#load(loading))
    room.emptySinceMs = performance.now()
    this.#rooms.set(name, room)
    return room
  }

  /** Runs a job on a loaded document that may have nobody in it. Throws when the document can't be loaded. */
  async with<T>(name: string, job: (room: Room) => T | Promise<T>): Promise<T> {
    const room = this.open(name)
    room.pins++
    try {
      if (!(await room.ready)) {
        this.drop(room)
        throw new Error(`document ${name} can't be opened`)
      }
      return await job(room)
    } finally {
      room.emptySinceMs = Math.max(room.emptySinceMs, performance.now())
      room.pins--
    }
  }

  /** Forgets a room without saving anything. */
  drop(room: Room): void {
    if (this.#rooms.get(room.name) === room) this.#rooms.delete(room.name)
  }

  /** Unloads what nobody used for a while; called every second. A document that loads stays however long that takes: sockets wait for it. */
  sweep(nowMs: number): void {
    for (const room of this.#rooms.values()) {
      const isIdle = room.isReady && room.connections.size === 0 && room.pins === 0 && !room.unloading
      if (isIdle && nowMs - room.emptySinceMs >= this.#needs.limits.lingerMs) void this.#unload(room)
    }
  }

  async #load(room: Room): Promise<boolean> {
    // The room's constructor calls this; its fields are set from here on.
    await Promise.resolve()
    try {
      const stored = await this.#needs.log.load(room.name)
      if (!stored.ok) {
        this.#needs.report({ doc: room.name, seat: undefined, ...stored.refusal })
        return false
      }
      room.doc = await restoreDocument(this.#needs.limits, stored.value)
      const epoch = (await this.#needs.epochOf?.(room.name)) ?? room.doc.epoch
      if (stored.value.tailLost) this.#rollBack(room, Math.max(epoch, room.doc.epoch + 1), 'the end of the log was lost')
      else if (epoch > room.doc.epoch && room.doc.sequence > 0) this.#rollBack(room, epoch, 'the log is older than the document')
      else if (epoch > room.doc.epoch) room.mark({ epoch })
      room.isReady = true
      return true
    } catch (error) {
      this.#needs.report({ doc: room.name, seat: undefined, code: 'documents/unavailable', message: error instanceof Error ? error.message : String(error) })
      return false
    }
  }

  #rollBack(room: Room, epoch: number, reason: string): void {
    room.mark({ epoch, healing: true, reason })
    this.#needs.report({ doc: room.name, seat: undefined, code: 'documents/rolled-back', message: `The document is in epoch ${epoch}: ${reason}.` })
  }

  async #unload(room: Room): Promise<void> {
    room.unloading = true
    while (!this.#needs.commits.isHandedOver) await this.#needs.commits.handedOver()
    const { doc } = room
    const { sequence } = doc
    const snapshot = doc.unsnapshotted >= snapshotAfterRecords ? snapshotOf(doc, this.#needs.clock.now()) : undefined
    if (snapshot !== undefined) doc.unsnapshotted = 0
    await this.#needs.log.settle(room.name, snapshot)
    room.unloading = false
    if (room.connections.size > 0 || room.pins > 0 || room.doc !== doc) return
    // Somebody came and went meanwhile: a load that begins now might not find what the log has yet to take.
    if (doc.sequence !== sequence) return
    this.drop(room)
    room.doc = emptyDocument(this.#needs.limits)
  }
}
