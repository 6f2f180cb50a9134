import { ByteWriter, varUintSize } from './bytes.ts'
import { DeleteRanges } from './delete-ranges.ts'
import { GuardedMaps } from './guarded-maps.ts'
import { NestedTypes } from './nested-types.ts'
import { integrationOrder } from './integration-order.ts'
import { type Section, type Struct, UpdateWalk } from './update-walk.ts'

/** Up to here deletions are put in place one by one; more are sorted in. */
const fewDeletes = 32

/** The structs of one CRDT client, back to back as V1 encodes them, from clock 0 on without a gap. */
interface ClientStructs {
  readonly writer: ByteWriter
  clock: number
  count: number
  /** Where the last struct's text length stands when the last struct is a text that typing may extend; -1 otherwise. */
  textLengthAt: number
  textBytes: number
  rightClient: number
  rightClock: number
}

/**
 * A document as the server holds it: encoded structs per client id and the deleted ranges, never a Y.Doc. V1 structs are position
 * independent, so a document is the concatenation of what was accepted, and its first frame to a joiner is a copy of these bytes.
 * Typing that continues the client's last text extends that text in place, as Yjs itself would merge it.
 */
export class StructStore {
  readonly #clients = new Map<number, ClientStructs>()
  readonly deletes = new DeleteRanges()
  readonly rootNames = new Set<string>()
  readonly nested = new NestedTypes()
  readonly guarded: GuardedMaps
  /** Encoded size of all structs. */
  byteLength = 0

  /** `guardedRoots` names the maps that take only entries of a known shape. */
  constructor(guardedRoots: readonly string[] = []) {
    this.guarded = new GuardedMaps(new Set(guardedRoots))
  }

  /** The next clock of a client id: everything below is known. */
  clockOf(client: number): number {
    return this.#clients.get(client)?.clock ?? 0
  }

  /** Whether nobody has ever written anything. */
  get isEmpty(): boolean {
    return this.#clients.size === 0
  }

  /** The client ids with structs. */
  clientIds(): IterableIterator<number> {
    return this.#clients.keys()
  }

  /** What it takes to hold: the structs as encoded, and the deleted ranges as they lie here. */
  get heldBytes(): number {
    return this.byteLength + this.deletes.heldBytes
  }

  /** Takes an update that was judged: no gaps, no overlap, and `walk` has just walked these bytes. */
  apply(bytes: Uint8Array, walk: UpdateWalk): void {
    for (let i = 0; i < walk.sectionCount; i++) this.#append(bytes, walk.section(i), walk)
    for (const name of walk.rootNames) this.rootNames.add(name)
    if (walk.deleteCount > fewDeletes) this.deletes.addMany((add) => walk.eachDelete(add))
    else if (walk.hasDeletes) walk.eachDelete((client, clock, length) => this.deletes.add(client, clock, length))
  }

  /** Takes an update out of our own storage, nesting included. Throws when it doesn't fit: storage was checked before. */
  restore(bytes: Uint8Array, walk: UpdateWalk): void {
    walk.walk(bytes, 0, bytes.length)
    if (walk.hasNestedParent || !this.nested.isEmpty || !this.guarded.isEmpty || this.namesGuarded(walk)) {
      const structs: Struct[] = []
      walk.walk(bytes, 0, bytes.length, structs)
      const order = integrationOrder(structs, (client) => this.clockOf(client))
      this.nested.admit(order)
      this.guarded.admit(order)
    }
    for (let i = 0; i < walk.sectionCount; i++) {
      const { client, clock } = walk.section(i)
      if (clock !== this.clockOf(client)) throw new Error('stored update does not continue the document')
    }
    this.apply(bytes, walk)
  }

  /** Whether the walked update names a root whose entries are guarded. */
  namesGuarded(walk: UpdateWalk): boolean {
    for (const name of walk.rootNames) if (this.guarded.guards(name)) return true
    return false
  }

  /** The state vector, as our step 1 carries it. */
  stateVector(): Uint8Array {
    const writer = new ByteWriter(16)
    writer.varUint(this.#clients.size)
    for (const [client, structs] of this.#clients) {
      writer.varUint(client)
      writer.varUint(structs.clock)
    }
    return writer.take()
  }

  /**
   * The document as one V1 update, without what the state vector `known` already has. A struct that is half known is sent whole, which
   * Yjs integrates from the middle.
   */
  encode(known?: ReadonlyMap<number, number>): Uint8Array {
    const parts: { client: number; clock: number; count: number; from: number; structs: ClientStructs }[] = []
    for (const [client, structs] of this.#clients) {
      const since = known?.get(client) ?? 0
      if (since >= structs.clock) continue
      parts.push({ client, structs, ...(since === 0 ? { clock: 0, count: structs.count, from: 0 } : structAt(structs, since)) })
    }
    // Yjs integrates fastest when higher client ids come first.
    parts.sort((a, b) => b.client - a.client)
    const writer = new ByteWriter(known === undefined ? this.byteLength + 256 : 256)
    writer.varUint(parts.length)
    for (const { client, clock, count, from, structs } of parts) {
      writer.varUint(count)
      writer.varUint(client)
      writer.varUint(clock)
      writer.raw(structs.writer.bytes, from, structs.writer.used)
    }
    this.deletes.write(writer)
    return writer.bytes.subarray(0, writer.used)
  }

  #append(bytes: Uint8Array, section: Section, walk: UpdateWalk): void {
    if (section.count === 0) return
    const structs = this.#clients.get(section.client) ?? this.#newClient(section.client)
    const before = structs.writer.used
    const isText = walk.textAt >= 0 && walk.textAt < section.to && walk.textLengthAt >= section.from
    if (section.count === 1 && isText && continues(structs, section, walk)) extendText(structs, bytes, walk.textAt, section.to)
    else {
      const offset = structs.writer.used - section.from
      structs.writer.raw(bytes, section.from, section.to)
      structs.count += section.count
      structs.textLengthAt = isText ? walk.textLengthAt + offset : -1
      structs.textBytes = section.to - walk.textAt
      structs.rightClient = walk.rightClient
      structs.rightClock = walk.rightClock
    }
    structs.clock = section.end
    this.byteLength += structs.writer.used - before
  }

  #newClient(client: number): ClientStructs {
    const structs = { writer: new ByteWriter(), clock: 0, count: 0, textLengthAt: -1, textBytes: 0, rightClient: -1, rightClock: 0 }
    this.#clients.set(client, structs)
    return structs
  }
}

/** Whether the walked text was typed right behind the client's last text, before the same right neighbour. */
const continues = (structs: ClientStructs, section: Section, walk: UpdateWalk): boolean =>
  structs.textLengthAt >= 0 && walk.originClient === section.client && walk.originClock === structs.clock - 1 &&
  walk.rightClient === structs.rightClient && (walk.rightClient < 0 || walk.rightClock === structs.rightClock)

const extendText = (structs: ClientStructs, bytes: Uint8Array, from: number, to: number): void => {
  const { writer } = structs
  const length = structs.textBytes + to - from
  const oldSize = varUintSize(structs.textBytes)
  const growth = varUintSize(length) - oldSize
  if (growth > 0) {
    writer.reserve(growth)
    const textFrom = structs.textLengthAt + oldSize
    writer.bytes.copyWithin(textFrom + growth, textFrom, writer.used)
    writer.used += growth
  }
  writer.raw(bytes, from, to)
  writer.overwriteVarUint(structs.textLengthAt, length)
  structs.textBytes = length
}

const seeker = new UpdateWalk()

/** The struct that holds `clock`: its own clock, how many structs there are from it on, and where its bytes begin. */
const structAt = (structs: ClientStructs, clock: number): { clock: number; count: number; from: number } => {
  const { reader } = seeker
  reader.reset(structs.writer.bytes, 0, structs.writer.used)
  return seeker.seek(clock, structs.count)
}
