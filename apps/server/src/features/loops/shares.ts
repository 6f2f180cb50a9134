import { createHash } from 'node:crypto'
import { ok, refuse, type Clock, type Ids } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { limits, type EvidenceItem, type LoopBoard, type OpenedCard } from '@unanimous/protocol'
import type { LoopVerdict } from '@unanimous/verdict'
import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { toBoard, type BoardNeeds } from './board.ts'
import { readFacts, type LoopFacts, type LoopRow, type OpenedLoopCard, type Reader } from './loop-cards.ts'

interface ShareNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly handleOf: (person: string) => Promise<string>
  readonly ownLoop: (db: Reader, loop: string, person: string) => Promise<LoopRow | undefined>
  readonly judged: (facts: LoopFacts) => { readonly facts: LoopFacts; readonly verdict: LoopVerdict }
  readonly evidenceOf: BoardNeeds['evidenceOf']
  readonly evidenceIn: (round: string) => Promise<EvidenceItem[]>
  readonly openedCard: (card: OpenedLoopCard) => OpenedCard | null
}

interface Shares {
  readonly commands: CommandHandlers<'share-loop' | 'revoke-share'>
  readonly queries: QueryHandlers<'loop-shares' | 'shared-loop'>
}

type ShareRow = typeof schema.loopShare.$inferSelect

const dayMs = 24 * 3_600_000
const unknownLoop = refuse('loop/unknown', 'There is no such loop.')
const unknownShare = refuse('share/unknown', 'This link leads nowhere. Ask whoever sent it for another.')

/** Of a token only this is kept, so that whoever reads the database cannot open a link. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const toShare = ({ id, shows, names, createdAt, expiresAt, revokedAt }: ShareRow) => ({ share: id, shows, names, createdAt, expiresAt, revokedAt })

/** Names for interviewers who are not to be named: the same one for the same name, wherever it stands. */
const pseudonyms = (board: LoopBoard): ((name: string) => string) => {
  const rows = [...board.rows, ...board.practiceRows]
  const names = [...new Set(rows.flatMap(row => [...row.raters.map(rater => rater.name), ...(row.by === null ? [] : [row.by])]))]
  return name => `interviewer ${names.indexOf(name) + 1}`
}

/** The board with nobody named but its candidate. */
const withoutNames = (board: LoopBoard, hide: (name: string) => string): LoopBoard => {
  const hideRow = (row: LoopBoard['rows'][number]) => ({
    ...row, by: row.by === null ? null : hide(row.by), raters: row.raters.map(rater => ({ ...rater, name: hide(rater.name) })),
  })
  return {
    ...board, rows: board.rows.map(hideRow), practiceRows: board.practiceRows.map(hideRow),
    closestFlip: board.closestFlip && { ...board.closestFlip, by: hide(board.closestFlip.by) },
    log: board.log.map(line => ({ ...line, rater: hide(line.rater), by: 'a moderator' })),
  }
}

/** Sessions are places for two; a reader of a link is led to none. */
const withoutSessions = (board: LoopBoard): LoopBoard => {
  const leave = (row: LoopBoard['rows'][number]) => ({ ...row, session: null })
  return { ...board, rows: board.rows.map(leave), practiceRows: board.practiceRows.map(leave) }
}

const citedBy = (card: OpenedCard): readonly string[] => card.dimensions.flatMap(dimension => dimension.evidence)

/** Links by which anybody reads a loop, as far as its candidate chose, until they end. */
export const createShares = (needs: ShareNeeds): Shares => {
  const { storage, clock, ids } = needs
  const { loopShare } = schema
  const reads = createRateLimit(limits.shareReadsPerMinute, 60_000)

  const boardOf = async (row: LoopRow): Promise<{ readonly facts: LoopFacts; readonly board: LoopBoard } | undefined> => {
    const [facts] = await readFacts(storage.db, [row])
    if (!facts) return undefined
    const board = await toBoard({ ...needs.judged(facts), candidate: await needs.handleOf(row.candidate), yours: false, evidenceOf: needs.evidenceOf })
    return { facts, board: withoutSessions(board) }
  }
  const cardsOn = async ({ facts, board }: { readonly facts: LoopFacts; readonly board: LoopBoard }) => {
    const shown = new Set([...board.rows, ...board.practiceRows].flatMap(row => row.round ?? []))
    const cards = facts.opened.filter(card => shown.has(card.round.id)).flatMap(card => needs.openedCard(card) ?? [])
    const cited = new Set(cards.flatMap(citedBy))
    const evidence = await Promise.all([...shown].map(round => needs.evidenceIn(round)))
    return { cards, evidence: evidence.flat().filter(item => cited.has(item.id)) }
  }

  return {
    commands: {
      'share-loop': async ({ loop, token, days, shows, names }, call) => {
        if (!await needs.ownLoop(call.tx, loop, call.person)) return unknownLoop
        const [open] = await call.tx.select({ links: count() }).from(loopShare)
          .where(and(eq(loopShare.loop, loop), isNull(loopShare.revokedAt), gt(loopShare.expiresAt, call.now)))
        if ((open?.links ?? 0) >= limits.sharesPerLoop) return refuse(
          'share/too-many', `This loop has ${limits.sharesPerLoop} open links. Take one back first.`
        )
        const [row] = await call.tx.insert(loopShare).values({
          id: ids.fresh(), loop, tokenHash: hashOf(token), shows, names, createdAt: call.now, expiresAt: call.now + days * dayMs,
        }).onConflictDoNothing().returning()
        return row ? ok(toShare(row)) : refuse('share/token-used', 'This token belongs to a link already. Make another.')
      },
      'revoke-share': async ({ share }, call) => {
        const [row] = await call.tx.select().from(loopShare).where(eq(loopShare.id, share))
        if (!row || !await needs.ownLoop(call.tx, row.loop, call.person)) return refuse('share/unknown', 'There is no such link of yours.')
        await call.tx.update(loopShare).set({ revokedAt: row.revokedAt ?? call.now }).where(eq(loopShare.id, share))
        return ok({})
      },
    },
    queries: {
      'loop-shares': async ({ loop }, { me }) => {
        if (!await needs.ownLoop(storage.db, loop, me.person)) return unknownLoop
        const rows = await storage.db.select().from(loopShare).where(eq(loopShare.loop, loop)).orderBy(desc(loopShare.createdAt), desc(loopShare.id))
        return ok({ shares: rows.map(toShare) })
      },
      'shared-loop': async ({ token }, { caller }) => {
        const tooMany = await reads.take(caller.address)
        if (tooMany) return { ok: false, refusal: tooMany }
        const [found] = await storage.db.select({ share: loopShare, loop: schema.loop }).from(loopShare)
          .innerJoin(schema.loop, eq(schema.loop.id, loopShare.loop)).where(eq(loopShare.tokenHash, hashOf(token)))
        if (!found) return unknownShare
        const { share } = found
        if (share.revokedAt !== null) return refuse('share/revoked', 'This link was taken back by whoever made it.')
        if (share.expiresAt <= clock.now()) return refuse('share/expired', 'This link has expired. Ask whoever sent it for another.')
        const read = await boardOf(found.loop)
        if (!read) return unknownShare
        const { cards, evidence } = share.shows === 'cards' ? await cardsOn(read) : { cards: [], evidence: [] }
        const hide = pseudonyms(read.board)
        return ok({
          board: share.names ? read.board : withoutNames(read.board, hide), evidence, shows: share.shows, expiresAt: share.expiresAt,
          cards: share.names ? cards : cards.map(card => ({ ...card, rater: hide(card.rater) })),
        })
      },
    },
  }
}
