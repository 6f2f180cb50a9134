import { schema, type Transaction } from '@unanimous/db'
import type { SelfEstimateForm } from '@unanimous/protocol'
import { closeCodes } from '@unanimous/sync'
import { eq, lt, sql } from 'drizzle-orm'
import { composePlatform, type AppNeeds, type Platform } from './compose-platform.ts'
import { createAccounts } from './features/accounts/accounts.feature.ts'
import { isModerator } from './features/accounts/moderators.ts'
import { createProver } from './features/accounts/credentials.ts'
import { codeLanguagesOf, profilesOf } from './features/accounts/profiles.ts'
import { createCallFeature, type CallFeature } from './features/call/call.feature.ts'
import { createDocuments, type Documents } from './features/documents/documents.feature.ts'
import { createHistory, type History } from './features/history/history.feature.ts'
import { createHostRunner, type HostRunner } from './features/host-runner/host-runner.feature.ts'
import { createLibrary } from './features/library/library.feature.ts'
import { createLoops } from './features/loops/loops.feature.ts'
import { interviewersToAvoid } from './features/loops/spread.ts'
import { isBlocked } from './features/matching/invites.ts'
import { createMatching } from './features/matching/matching.feature.ts'
import { createNarration, type Narration } from './features/narration/narration.feature.ts'
import { createPlan } from './features/plan/plan.feature.ts'
import { createPortable } from './features/portable/portable.feature.ts'
import { createQuestions } from './features/questions/questions.feature.ts'
import { authorise } from './features/rooms/authorise.ts'
import { createReplay, type Replays } from './features/replay/replay.feature.ts'
import { createRooms, type Rooms } from './features/rooms/rooms.feature.ts'
import { bothAgreed, holdSession, readMeeting } from './features/rooms/sessions.store.ts'
import { createPauses, type Pauses } from './features/rounds/pauses.ts'
import { createRuns } from './features/runs/runs.feature.ts'
import { createRounds, type Rounds } from './features/rounds/rounds.feature.ts'
import { titleOf, toGuess, toInterviewerRating, toOpenedCard, toRecord } from './features/scorecards/record.ts'
import { createScorecards, type Scorecards } from './features/scorecards/scorecards.feature.ts'
import type { Call } from './platform/caller.ts'
import { described } from './platform/log.ts'
import { createDoor, type Door } from './platform/run-command.ts'
import { createBeginning } from './round-beginning.ts'
import { createEndings } from './round-endings.ts'

export type { AppNeeds } from './compose-platform.ts'

/** A running installation: one HTTP server with everything behind it. */
export interface App {
  readonly door: Door
  /** Recovers what a killed process left and starts listening. Gives the port. */
  listen(port: number, host: string): Promise<number>
  /** Tells people, flushes, and closes. Storage and document log stay the caller's. */
  close(): Promise<void>
}

type Reader = Pick<Transaction, 'select'>

const signInSweepMs = 1_500
/** How long a request under way may still take when the server stops. */
const requestGraceMs = 1_000
const deadlineSweepMs = 30_000
const expirySweepMs = 3_600_000
const receiptLifeMs = 24 * 3_600_000

/** A round was dropped or ended by itself: the session may be complete with it. */
const settleSession = async ({ scorecards, endings }: { scorecards: Scorecards; endings: ReturnType<typeof createEndings> }, call: Call, session: string) => {
  const opened = await scorecards.settle(call, session)
  if (opened) call.after(() => endings.afterReveal(session))
}

/** What the candidate guessed and said of the interviewing, once it is open. */
const openedEstimate = (row: typeof schema.selfEstimate.$inferSelect): SelfEstimateForm | null => {
  const guess = toGuess(row)
  const interviewer = toInterviewerRating(row)
  return guess && { ...guess, ...(interviewer === null ? {} : { interviewer }) }
}

/** What goes on in a room beside its commands: the call, what runs print, and code that this host runs. */
const composeLive = ({ needs, hub }: Platform, { liveSeat, seatsOfRunning }: Rooms, { emptyTicket }: Documents) => {
  const { clock, log, config: { TURN_URL, TURN_SECRET, RELAY_ONLY, RUNNER, RUNNER_SOCKET, RUNNER_SECRET } } = needs
  const call: CallFeature = createCallFeature({
    hub, clock, turn: TURN_URL !== undefined && TURN_SECRET !== undefined ? { url: TURN_URL, secret: TURN_SECRET } : undefined, relayOnly: RELAY_ONLY, liveSeat, emptyDocument: emptyTicket,
  })
  const hostRunner: HostRunner = createHostRunner({
    hub, log, runner: RUNNER !== 'off' && RUNNER_SOCKET !== undefined && RUNNER_SECRET !== undefined ? { socket: RUNNER_SOCKET, secret: RUNNER_SECRET } : undefined,
    liveSeat, seatsOfRunning,
  })
  const runs = createRuns({ hub, clock, liveSeat, seatsOfRunning })
  const roundEnded = (round: string) => {
    hostRunner.roundEnded(round)
    runs.roundEnded(round)
  }
  return { call, hostRunner, roundEnded }
}

const agreedToNarration = async (tx: Transaction, session: string): Promise<boolean> => {
  const meeting = await readMeeting(tx, session)
  return meeting !== undefined && bothAgreed(meeting, 'narration')
}

/** A card for the history of one of its people. */
const openedFor: Parameters<typeof createHistory>[0]['openedCard'] = ({ card, round, mine, other }) => toOpenedCard({
  round: round.id, kind: round.kind, row: card,
  ...(card.seat === mine.id ? { rater: mine.name, raterIs: 'you' as const } : { rater: other.name, raterIs: 'peer' as const }),
})

const composeReplays = ({ needs: { storage, clock }, sync, background, queue }: Platform, rounds: () => Rounds, countedIn: Narration['countedIn']): Replays => createReplay({
  storage, clock, sync, background, queue, countedIn: round => countedIn(storage.db, round), logOf: round => rounds().logOf(round), stateIn: (tx, round) => rounds().stateIn(tx, round), titleOf, recordOf: toRecord,
  openedCard: (row, { id, kind }) => toOpenedCard({ round: id, kind, row, rater: '', raterIs: 'peer' }),
})

/** The only place that knows every feature: each says what it needs, and gets it here from the others. */
const composeFeatures = (platform: Platform) => {
  const { needs, hub, queue, timers, sync, background } = platform
  const { storage, clock, ids, bank, log } = needs
  const handleOf = async (person: string, db?: Reader) => (await profilesOf(db ?? storage.db, [person])).get(person)?.handle ?? ''
  const stateOf = async (round: string, db?: Reader) => (await rounds.foldOf(round, db))?.state()
  /** What opened rounds left behind; nobody asks for a sealed one by this. */
  const recordOf = async (round: string, db?: Reader) => {
    const state = await stateOf(round, db)
    return state && toRecord(state, clock.now(), 'opened')
  }
  const renamed = async (call: Call, person: string, name: string) => {
    await call.tx.update(schema.profile).set({ handle: name }).where(eq(schema.profile.person, person))
    const sessions = await rooms.renameSeats(call.tx, person, name)
    call.after(async () => { for (const session of sessions) await rooms.publish(session) })
  }

  const moderates = (person: string, db?: Reader) => isModerator(db ?? storage.db, { moderators: needs.config.MODERATORS, proven: platform.writing !== undefined }, person)

  const loops = createLoops({
    storage, clock, ids, handleOf, evidenceIn: async (round, db) => (await recordOf(round, db))?.evidence ?? [],
    isModerator: moderates,
    openedCard: ({ card, round, rater }) => toOpenedCard({ round: round.id, kind: round.kind, row: card, rater: rater.name, raterIs: 'peer' }),
    changed: people => { for (const person of new Set(people)) if (person !== null) hub.send(`person:${person}`, 'home:changed', { now: clock.now() }) },
  })
  const documents = createDocuments({ storage, clock, ids, bank, sync, ticketSecret: needs.secrets.documents })
  const questions = createQuestions({ storage, clock, ids, refresh: (call, question) => rooms.refreshQuestion(call, question) })
  const replays = composeReplays(platform, () => rounds, (db, round) => narration.countedIn(db, round))
  const endings = createEndings({
    storage, documents, replays, scorecards: () => scorecards, hub, clock, stateOf, publish: session => rooms.publish(session), log, background, queue,
  })
  const beginning = createBeginning({
    storage, documents, background, publish: session => rooms.publish(session), rounds: () => rounds, pauses: () => pauses, codeLanguagesOf: seat => codeLanguagesOf(storage.db, seat),
  })
  const rounds: Rounds = createRounds({
    storage, clock, ids, bank, queue, codeSequence: document => sync.sequenceOf(document),
    send: (seat, message) => hub.send(`seat:${seat}`, 'round:view', { ...message, now: clock.now() }),
    isShown: seat => rooms.presence.isShown(seat),
    holdSession, beforeStart: endings.beforeStart, promptOpened: endings.promptOpened, onEnd: endings.onEnd,
    afterEnd: row => {
      roundEnded(row.id)
      return endings.afterEnd(row)
    },
    recounted: row => rooms.publish(row.session),
    afterStart: beginning.afterStart,
  })
  const narration: Narration = createNarration({ stateOf, sayInside: rounds.sayInside, bothAgreed: agreedToNarration })
  const pauses: Pauses = createPauses({ storage, clock, timers, log, rounds, isHere: seat => rooms.presence.isHere(seat) })
  const scorecards: Scorecards = createScorecards({
    storage, clock, bank, log, stateOf, countedIn: round => narration.countedIn(storage.db, round), publish: session => rooms.publish(session), revealed: endings.afterReveal,
    opened: (tx, session) => history.digests.keep(tx, session),
  })
  const rooms: Rooms = createRooms({
    storage, clock, timers, ids, bank, hub, random: needs.random,
    formsOf: (db, meeting, seat) => scorecards.formsOf(db, meeting.session.id, seat),
    deadlineOf: (db, meeting) => scorecards.deadline(db, meeting.session.id),
    narrationTakenBack: narration.takenBack, roundViewsFor: rounds.viewsToWatch, replanned: rounds.replanned, checkDeclaration: loops.checkDeclaration, questionOf: questions.packOf,
    replayWithdrawn: (call, rounds) => replays.forget(call.tx, rounds), roundDropped: (call, session) => settleSession({ scorecards, endings }, call, session),
    background, seatBack: pauses.seatBack, seatAbsent: pauses.seatAbsent, seatLeft: rounds.seatLeft,
    leftRoom: (socket, session) => call.left(socket, session), isBlocked, renamed, handleOf, closeDocuments: documents.close,
  })
  const matching = createMatching({
    storage, clock, timers, ids, queue, hub, log, createSession: rooms.createSession, seatGuest: rooms.seatGuest, publish: rooms.publish, renamed, checkDeclaration: loops.checkDeclaration, interviewersToAvoid,
  })
  const accounts = createAccounts({
    storage, clock, ids, host: () => ({ ...platform.host(), runs: [...hostRunner.languages()] }), hashPassword: platform.auth.hashPassword, verifyPassword: platform.auth.verifyPassword,
    proofs: platform.proofs, writing: platform.writing, proveAddress: platform.proveAddress,
    openSignIns: hub.signIns, signInsEnded: () => background.run('sign-ins', () => closeEndedSignIns(platform)), peerOf: rooms.peerOf, renamed,
    becameMember: hub.becameMember, blocked: matching.blocked, isModerator: moderates,
  })
  const history: History = createHistory({
    storage, clock, bank, log, newestLoopOf: loops.newestOf, loopsOf: loops.summariesOf, recordOf, struckIn: async round => (await stateOf(round))?.struck.map(({ element }) => element) ?? [], stateIn: rounds.stateIn,
    formsOf: (session, seat) => scorecards.formsOf(storage.db, session, seat),
    deadline: session => scorecards.deadline(storage.db, session),
    openedCard: openedFor,
  })
  const plan = createPlan({ storage, clock, ids, aimOf: loops.aimOf, profileOf: async person => (await profilesOf(storage.db, [person])).get(person) })
  const library = createLibrary({ storage, bank })
  const { call, hostRunner, roundEnded }: ReturnType<typeof composeLive> = composeLive(platform, rooms, documents)
  return { hostRunner, accounts, matching, rooms, rounds, narration, pauses, scorecards, loops, documents, history, library, plan, questions, beginning, endings, replays, call }
}

type Features = ReturnType<typeof composeFeatures>

/** What a person takes along, brings, and has removed: it touches every feature and none of them knows it. */
const composePortable = (platform: Platform, features: Features) => {
  const { storage, clock, ids, log, version } = platform.needs
  const { rounds, rooms, loops, matching, endings, replays, scorecards, questions } = features
  return createPortable({
    storage, clock, ids, instance: { url: platform.host().publicUrl, version },
    stateOf: round => rounds.foldOf(round).then(fold => fold?.state(), (error: unknown) => {
      log.error({ round, error: described(error) }, 'a round could not be read for an export')
      return undefined
    }),
    titleOf, recordOf: toRecord, openedCard: toOpenedCard, openedEstimate, boardsOf: loops.boardsOf, bringQuestions: questions.bring,
    prove: createProver(platform.auth), leaveQueue: call => matching.commands['leave-queue']({}, call),
    endRound: rounds.endInside, settle: (call, session) => settleSession({ scorecards, endings }, call, session), closeSockets: () => closeEndedSignIns(platform), forgetRounds: rounds.forget,
    forgetReplays: (call, rounds) => replays.forget(call.tx, rounds), removeDocuments: endings.removeLeft,
    publish: async sessions => {
      for (const session of sessions) await rooms.publish(session)
    },
  })
}

type Portable = ReturnType<typeof composePortable>

const composeDoor = (platform: Platform, features: Features, portable: Portable): Door => {
  const { accounts, matching, rooms, rounds, narration, scorecards, loops, documents, history, library, plan, questions, replays, call } = features
  const { storage, clock, log } = platform.needs
  return createDoor({
    storage, clock, log, queue: platform.queue, authorise,
    ...(platform.needs.strict === undefined ? {} : { strict: platform.needs.strict }),
    commandHandlers: {
      ...accounts.commands, ...matching.commands, ...rooms.commands, ...rounds.commands, ...narration.commands, ...scorecards.commands,
      ...loops.commands, ...documents.commands, ...library.commands, ...plan.commands, ...portable.commands, ...questions.commands, ...replays.commands,
    },
    queryHandlers: {
      ...accounts.queries, ...matching.queries, ...rooms.queries, ...rounds.queries, ...scorecards.queries, ...loops.queries,
      ...history.queries, ...library.queries, ...plan.queries, ...portable.queries, ...questions.queries, ...replays.queries, ...call.queries,
    },
  })
}

/** Closes every socket whose sign-in has ended, however it ended. */
const closeEndedSignIns = async ({ hub, needs, sync }: Platform) => {
  const open = [...new Set([...hub.signIns(), ...sync.sessions()])]
  if (open.length === 0) return
  const { authSession } = schema
  // One text however many are open, and no row for those that go on: this is asked all the time.
  const { rows } = await needs.storage.db.execute<{ id: string }>(sql`
    select open.id from unnest(${sql.param(open)}::text[]) as open (id)
    where not exists (select from ${authSession} where ${authSession.id} = open.id and ${authSession.expiresAt} > ${new Date()})
  `)
  for (const { id } of rows) {
    hub.closeSignIn(id)
    sync.closeSocketsOf({ session: id }, closeCodes.removed, 'account/signed-out')
  }
}

const startSweeps = (platform: Platform, features: Features) => {
  const { timers, needs, background } = platform
  const { clock, storage } = needs
  const safely = (what: string, work: () => Promise<unknown>) => () => background.run(what, work)
  timers.every(signInSweepMs, safely('sign-ins', () => closeEndedSignIns(platform)))
  timers.every(deadlineSweepMs, safely('deadlines', () => features.scorecards.sweepDeadlines()))
  timers.every(deadlineSweepMs, safely('unsettled documents', () => features.endings.recover()))
  timers.every(deadlineSweepMs, safely('abandoned rounds', () => features.pauses.endAbandoned()))
  const forgetExpired = safely('expired rows', async () => {
    await storage.db.delete(schema.commandReceipt).where(lt(schema.commandReceipt.at, clock.now() - receiptLifeMs))
    await storage.db.delete(schema.authSession).where(lt(schema.authSession.expiresAt, new Date()))
    await storage.db.delete(schema.authVerification).where(lt(schema.authVerification.expiresAt, new Date()))
  })
  forgetExpired()
  timers.every(expirySweepMs, forgetExpired)
  features.pauses.keepAlive()
}

export const createApp = (needs: AppNeeds): App => {
  const platform = composePlatform(needs, () => door, () => portable.downloads)
  const features = composeFeatures(platform)
  const portable = composePortable(platform, features)
  const door = composeDoor(platform, features, portable)
  return {
    door,
    async listen(port, host) {
      await features.pauses.recover()
      await features.beginning.recover()
      await features.endings.recover()
      await features.history.digests.recover()
      await features.scorecards.sweepDeadlines()
      await features.matching.start()
      await new Promise<void>((resolve, reject) => {
        platform.http.once('error', reject)
        platform.http.listen({ port, host, backlog: 4096 }, () => {
          platform.http.removeListener('error', reject)
          resolve()
        })
      })
      startSweeps(platform, features)
      const address = platform.http.address()
      return typeof address === 'object' && address !== null ? address.port : port
    },
    async close() {
      platform.timers.stop()
      features.hostRunner.close()
      // Settles when the last connection is gone, documents included, so those are closed meanwhile.
      const lastConnection = platform.hub.close()
      await platform.queue.idle()
      await platform.background.close()
      await platform.sync.close()
      const hurry = setTimeout(() => platform.http.closeAllConnections(), requestGraceMs)
      await lastConnection
      clearTimeout(hurry)
    },
  }
}
