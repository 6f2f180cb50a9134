import { ok, refuse, type Clock, type Ids } from '@unanimous/kernel'
import { dealtPack, type Bank } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { type BoardElement, boardRoot, keepBoard, outlineLines, outlineOfBoard, outlineText, readBoardState, readTexts, seedOf } from '@unanimous/room-doc'
import { LANGUAGES, mediumOf, type RoundState } from '@unanimous/rounds'
import { closeCodes, signTicket, type SyncServer } from '@unanimous/sync'
import { eq } from 'drizzle-orm'
import type { CommandHandlers } from '../../platform/handlers.ts'

interface DocumentNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly bank: Bank
  readonly sync: SyncServer
  readonly ticketSecret: string
}

type RoundRow = typeof schema.round.$inferSelect
type SeatRow = typeof schema.seat.$inferSelect

/** A remote caret is always the peer's, so everybody's caret is plum on the other's screen. */
const caretColor = { color: '#a23a72', colorLight: '#f6e3ec' }
const unknown = refuse('document/unknown', 'There is no such document.')

const templates: Partial<Record<RoundRow['kind'], string>> = {
  sd: `# Requirements, each with its number
- must:
- load at the peak:
- promise (latency, freshness, loss):

# Components, each with a because
- … because … , unless …

# Flows
1.

# Failure
- what dies, who notices, what people get, the way back:

# Cost and growth
- the largest bill:
- at ten times the load:
`,
  deep: `# The system, redrawn
- what it promised, in numbers:
- where state lives:

# Components, each with a because
- … because … (own, inherited or lost)

# Flows
1.

# Failure
- what dies, who notices, what people get, the way back:

# What I would delete
`,
}

export interface Documents {
  readonly commands: CommandHandlers<'open-document'>
  /** A ticket to an empty document of the asker's own that can only be read: whether the line to documents holds. */
  emptyTicket(asker: { readonly person: string; readonly signIn: string }): { url: string; name: string; ticket: string }
  /** A seat is no part of its session any more: its sockets are closed, and its tickets open none. */
  close(seat: string): void
  /** Puts the starter code of the round's pack, or its solution, into its document, once. */
  seed(round: RoundRow): Promise<void>
  /** Keeps the final texts, the board and every pinned version in the database, so that history never needs the log. */
  keepFinal(round: RoundRow, state: RoundState): Promise<void>
  /** After the reveal and without both agreeing to a replay: only the final state and the pins remain. */
  compact(round: RoundRow, state: RoundState): Promise<void>
  /** The document goes with all its files; one that is gone already stays so. */
  remove(document: string): Promise<void>
}

/** What the editor opens with, by language: the finished solution where a round begins with one, else the pack's starters. */
const textsToBeginWith = ({ kind, packs }: RoundRow, bank: Bank): Readonly<Record<string, string>> => {
  if (kind === 'extension') return Object.assign({}, ...packs.map(dealt => bank.solutions(dealt.id)))
  return packs.map(dealt => dealtPack(bank, dealt)).find(pack => pack?.starters !== undefined)?.starters ?? {}
}

/** A board in words: what is left of it wherever nothing is drawn. */
const outlineOf = (elements: readonly BoardElement[]): string => outlineLines(outlineOfBoard(elements)).join('\n')

const pinnedSequences = (state: RoundState): number[] =>
  [...new Set(state.captures.flatMap(capture => (capture.codeSequence === undefined ? [] : [capture.codeSequence])))].sort((a, b) => a - b)

/** What a document holds at its end: the texts, the board in words among them, and the board as it is drawn. */
const finalOf = (state: Uint8Array) => {
  const drawn = readBoardState(state)
  if (drawn.length === 0) return { texts: readTexts(state, LANGUAGES), board: null }
  return { texts: { ...readTexts(state, LANGUAGES), [boardRoot]: outlineOf(drawn) }, board: keepBoard(drawn) }
}

const usualLanguage = ({ kind }: RoundRow): string => (mediumOf(kind) === 'editor' ? 'typescript' : outlineText)

/** What each pinned version says of that to which the pin points: the board in words, or the text in the language of then. */
const pinnedOf = async (sync: SyncServer, round: RoundRow, state: RoundState): Promise<Record<string, string>> => {
  const pinned: Record<string, string> = {}
  for (const sequence of pinnedSequences(state)) {
    const then = await sync.readState(round.document, sequence)
    const capture = state.captures.find(candidate => candidate.codeSequence === sequence)
    const texts = readTexts(then, LANGUAGES)
    pinned[String(sequence)] = capture?.kind === 'board' ? outlineOf(readBoardState(then)) : texts[capture?.selection?.language ?? state.language ?? outlineText] ?? texts[outlineText] ?? ''
  }
  return pinned
}

export const createDocuments = (needs: DocumentNeeds): Documents => {
  const { storage, sync } = needs

  const ticketFor = (round: RoundRow, seat: SeatRow, signIn: string) => {
    // A second rater reads along and never writes.
    const access = round.state === 'running' && seat.position < 2 ? 'write' as const : 'read' as const
    const claims = {
      doc: round.document, user: seat.id, access, exp: Math.ceil((needs.clock.now() + limits.documentTicketMs) / 1000),
      id: needs.ids.fresh(), session: signIn, name: seat.name, ...caretColor,
    }
    return { url: '/documents', ticket: signTicket(needs.ticketSecret, claims), epoch: round.documentEpoch, access }
  }
  return {
    commands: {
      'open-document': async (input, call) => {
        const [round] = await call.tx.select().from(schema.round).where(eq(schema.round.document, input.doc))
        if (!round || (round.state !== 'running' && round.state !== 'ended')) return unknown
        const seats = await call.tx.select().from(schema.seat).where(eq(schema.seat.session, round.session))
        const seat = seats.find(candidate => candidate.person === call.person && (candidate.position < 2 || (candidate.leftAt === null && round.rater === candidate.id)))
        return seat ? ok(ticketFor(round, seat, call.signIn)) : unknown
      },
    },
    emptyTicket({ person, signIn }) {
      const name = `line-test-${needs.ids.fresh()}`
      const exp = Math.ceil((needs.clock.now() + limits.documentTicketMs) / 1000)
      return { url: '/documents', name, ticket: signTicket(needs.ticketSecret, { doc: name, user: person, access: 'read', exp, id: needs.ids.fresh(), session: signIn }) }
    },
    close(seat) {
      // A second on top: a ticket may have been asked for before its seat went, and signed after.
      sync.takeBack(seat, Math.ceil((needs.clock.now() + limits.documentTicketMs + 1_000) / 1000), closeCodes.removed, 'session/left')
    },
    async seed(round) {
      const starters = textsToBeginWith(round, needs.bank)
      const outline = templates[round.kind] ?? ''
      // A talk round opens on an empty page: there is nothing to write first, and an update of nothing is refused as a seed.
      if (Object.keys(starters).length === 0 && outline === '') return
      await sync.seed(round.document, seedOf(starters, outline))
    },
    async keepFinal(round, state) {
      await sync.setReadOnly(round.document)
      const final = { ...finalOf(await sync.readState(round.document)), pinned: await pinnedOf(sync, round, state), language: state.language ?? usualLanguage(round) }
      await storage.db.insert(schema.roundFinal).values({ round: round.id, ...final, at: needs.clock.now() }).onConflictDoUpdate({ target: schema.roundFinal.round, set: final })
    },
    remove: document => sync.remove(document),
    async compact(round, state) {
      await sync.compact(round.document, pinnedSequences(state))
      await storage.db.update(schema.roundFinal).set({ compactedAt: needs.clock.now() }).where(eq(schema.roundFinal.round, round.id))
    },
  }
}
