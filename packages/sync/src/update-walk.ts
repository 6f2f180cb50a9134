import { ByteReader, MalformedBytes } from './bytes.ts'
import { readName, walkAny, walkJson, walkString } from './value-walk.ts'

/** The structs of one CRDT client inside an update: clocks `[clock, end)`, bytes `[from, to)`. */
export interface Section {
  client: number
  clock: number
  end: number
  count: number
  from: number
  to: number
}

/** One struct, kept only when an update needs the careful path. `needs` are the ids it can't be integrated without. */
export interface Struct {
  readonly section: Section
  readonly clock: number
  readonly length: number
  readonly from: number
  readonly to: number
  readonly skip: boolean
  readonly type: boolean
  readonly needs: readonly { readonly client: number; readonly clock: number }[]
  /** The type it lives in: named outright, or the neighbour it shares it with; undefined for a root type. */
  readonly parent: { readonly client: number; readonly clock: number } | undefined
  readonly beside: { readonly client: number; readonly clock: number } | undefined
  /** The root type it names as its own, and its key there when that is a map. */
  readonly root: string | undefined
  readonly key: string | undefined
  /** What kind of content it has, as V1 numbers them (0 for none), and where that begins. */
  readonly content: number
  readonly contentFrom: number
}

const maxStructLength = 1 << 22
const fewSections = 16
const noClient = -1

/**
 * Walks a Yjs V1 update without building anything: every length, reference, string and value is checked as `Y.decodeUpdate` would read it,
 * and more strictly (no subdocuments, no empty structs, no trailing bytes, depth 32), at a tenth of the cost. A V2 update reads as an
 * empty V1 update with bytes left over, and is refused as such. One walker is reused for all frames; results last until the next walk.
 */
export class UpdateWalk {
  readonly reader = new ByteReader()
  readonly #pool: Section[] = []
  sectionCount = 0
  /** Newest clock per foreign client id that must be known before the update can be integrated. */
  readonly needs = new Map<number, number>()
  readonly rootNames = new Set<string>()
  deletesAt = 0
  hasSkip = false
  hasNestedParent = false
  /** Left or right neighbours of the structs of the last walk as `client, clock, …`, when asked for. */
  readonly neighbours: number[] = []
  notesNeighbours = false
  /** Where the text of the last struct stands when that struct is a text: its length prefix and its first byte. */
  textLengthAt = -1
  textAt = -1
  originClient = noClient
  originClock = 0
  rightClient = noClient
  rightClock = 0
  #collected: Struct[] | undefined
  /** The clients of this walk, where they are many: honest frames have one or a few, a hostile one a hundred thousand. */
  #met: Set<number> | undefined
  #needs: { client: number; clock: number }[] = []
  #parent: { client: number; clock: number } | undefined
  #beside: { client: number; clock: number } | undefined
  #isType = false
  #root: string | undefined
  #key: string | undefined
  #contentRef = 0
  #contentFrom = 0

  /** The nth section of the last walk, in the order of the frame. */
  section(index: number): Section {
    const section = this.#pool[index]
    if (section === undefined) throw new Error(`no section ${index}`)
    return section
  }

  /** Walks `bytes[from, to)`; throws MalformedBytes. With `collect`, every struct is listed there. */
  walk(bytes: Uint8Array, from: number, to: number, collect?: Struct[]): void {
    const { reader } = this
    reader.reset(bytes, from, to)
    if (this.needs.size > 0) this.needs.clear()
    if (this.rootNames.size > 0) this.rootNames.clear()
    this.hasSkip = false
    this.hasNestedParent = false
    this.neighbours.length = 0
    this.#collected = collect
    this.sectionCount = 0
    const clients = reader.varUint()
    this.#met = clients > fewSections ? new Set() : undefined
    for (let i = 0; i < clients; i++) this.#section()
    this.deletesAt = reader.at
    this.deleteCount = 0
    for (let rest = reader.varUint(); rest > 0; rest--) {
      reader.varUint()
      for (let ranges = reader.varUint(); ranges > 0; ranges--) {
        reader.varUint()
        if (reader.varUint() === 0) throw new MalformedBytes('empty range')
        this.deleteCount++
      }
    }
    if (reader.at !== to) throw new MalformedBytes('bytes left over')
  }

  /** Whether the last walk's update deletes anything. */
  get hasDeletes(): boolean {
    return this.reader.bytes[this.deletesAt] !== 0
  }

  /** How many ranges the last walk's update deletes. */
  deleteCount = 0

  /** Calls back for each deleted range of the last walk, in its order. */
  eachDelete(visit: (client: number, clock: number, length: number) => void): void {
    const { reader } = this
    reader.at = this.deletesAt
    for (let rest = reader.varUint(); rest > 0; rest--) {
      const client = reader.varUint()
      for (let ranges = reader.varUint(); ranges > 0; ranges--) visit(client, reader.varUint(), reader.varUint())
    }
  }

  /** Finds the struct that holds `clock` among `count` structs from clock 0 on, which the reader stands before. */
  seek(clock: number, count: number): { clock: number; count: number; from: number } {
    let at = 0
    for (let rest = count; rest > 0; rest--) {
      const from = this.reader.at
      const length = this.#struct(noClient, at)
      if (at + length > clock) return { clock: at, count: rest, from }
      at += length
    }
    throw new Error(`clock ${clock} is not in the store`)
  }

  #section(): void {
    const { reader } = this
    const count = reader.varUint()
    const client = reader.varUint()
    const clock = reader.varUint()
    if (count === 0) throw new MalformedBytes('empty section')
    if (this.#isMet(client)) throw new MalformedBytes('client twice')
    const section = this.#pool[this.sectionCount] ?? { client: 0, clock: 0, end: 0, count: 0, from: 0, to: 0 }
    // The careful path keeps sections beyond this walk, so it gets its own.
    this.#pool[this.sectionCount++] = this.#collected === undefined ? section : { ...section }
    const own = this.section(this.sectionCount - 1)
    own.client = client
    own.clock = clock
    own.end = clock
    own.count = count
    own.from = reader.at
    for (let i = 0; i < count; i++) {
      const from = reader.at
      const length = this.#struct(client, own.end)
      if (length === 0 || length > maxStructLength) throw new MalformedBytes('struct length')
      this.#collected?.push({
        section: own, clock: own.end, length, from, to: reader.at, skip: this.#wasSkip, type: this.#isType,
        needs: this.#needs, parent: this.#parent, beside: this.#beside,
        root: this.#root, key: this.#key, content: this.#contentRef, contentFrom: this.#contentFrom,
      })
      own.end += length
    }
    if (own.end > Number.MAX_SAFE_INTEGER / 2) throw new MalformedBytes('clock too large')
    own.to = reader.at
  }

  #wasSkip = false

  #isMet(client: number): boolean {
    if (this.#met === undefined) {
      for (let i = 0; i < this.sectionCount; i++) if (this.#pool[i]?.client === client) return true
      return false
    }
    if (this.#met.has(client)) return true
    this.#met.add(client)
    return false
  }

  /** Passes over one struct and gives its length in clocks. */
  #struct(client: number, clock: number): number {
    const { reader } = this
    this.textAt = -1
    this.#wasSkip = false
    if (this.#collected !== undefined) {
      this.#needs = []
      this.#parent = undefined
      this.#beside = undefined
      this.#isType = false
      this.#root = undefined
      this.#key = undefined
      this.#contentRef = 0
    }
    const info = reader.byte()
    if (info === 0) return reader.varUint()
    if (info === 10) {
      this.hasSkip = true
      this.#wasSkip = true
      return reader.varUint()
    }
    this.originClient = noClient
    this.rightClient = noClient
    if ((info & 0x80) !== 0) {
      this.originClient = reader.varUint()
      this.originClock = reader.varUint()
      this.#need(client, clock, this.originClient, this.originClock)
    }
    if ((info & 0x40) !== 0) {
      this.rightClient = reader.varUint()
      this.rightClock = reader.varUint()
      this.#need(client, clock, this.rightClient, this.rightClock)
    }
    if ((info & 0xc0) === 0) this.#parentOf(client, clock, info)
    else if (this.notesNeighbours && this.#collected === undefined) {
      if (this.originClient === noClient) this.neighbours.push(this.rightClient, this.rightClock)
      else this.neighbours.push(this.originClient, this.originClock)
    } else if (this.#collected !== undefined) {
      this.#beside = this.originClient === noClient
        ? { client: this.rightClient, clock: this.rightClock }
        : { client: this.originClient, clock: this.originClock }
    }
    this.#contentRef = info & 31
    this.#contentFrom = reader.at
    return this.#content(info & 31)
  }

  #parentOf(client: number, clock: number, info: number): void {
    const { reader } = this
    const kind = reader.varUint()
    if (kind === 1) {
      const name = readName(reader)
      this.rootNames.add(name)
      this.#root = name
    } else if (kind === 0) {
      const parentClient = reader.varUint()
      const parentClock = reader.varUint()
      this.hasNestedParent = true
      if (this.#collected !== undefined) this.#parent = { client: parentClient, clock: parentClock }
      this.#need(client, clock, parentClient, parentClock)
    } else throw new MalformedBytes('unknown parent')
    if ((info & 0x20) !== 0) this.#key = readName(reader)
  }

  #need(client: number, clock: number, neededClient: number, neededClock: number): void {
    if (neededClient === client) {
      if (neededClock >= clock) throw new MalformedBytes('needs its own future')
      return
    }
    if (this.#collected !== undefined) this.#needs.push({ client: neededClient, clock: neededClock })
    const known = this.needs.get(neededClient)
    if (known === undefined || known < neededClock) this.needs.set(neededClient, neededClock)
  }

  #content(ref: number): number {
    const { reader } = this
    switch (ref) {
      case 1: return reader.varUint()
      case 2: return this.#each(() => walkJson(reader, true))
      case 3: reader.varBytes(); return 1
      case 4: return this.#text()
      case 5: walkJson(reader, false); return 1
      case 6: readName(reader); walkJson(reader, false); return 1
      case 7: return this.#type()
      case 8: return this.#each(() => walkAny(reader))
      // A subdocument (9) would be a document that no ticket names.
      default: throw new MalformedBytes('unknown content')
    }
  }

  #text(): number {
    this.textLengthAt = this.reader.at
    const units = walkString(this.reader)
    this.textAt = this.textLengthAt + 1
    while ((this.reader.bytes[this.textAt - 1] ?? 0) > 127) this.textAt++
    return units
  }

  #type(): number {
    const kind = this.reader.varUint()
    if (kind > 6) throw new MalformedBytes('unknown type')
    if (kind === 3 || kind === 5) readName(this.reader)
    this.#isType = true
    return 1
  }

  #each(walkOne: () => void): number {
    const count = this.reader.varUint()
    for (let i = 0; i < count; i++) walkOne()
    return count
  }
}
