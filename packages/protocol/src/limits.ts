/**
 * Every size, rate and count that the product enforces at its edges, read by the code and by the tests.
 * Units stand in the names.
 */
export const limits = {
  handleChars: 32,
  nameChars: 40,
  passwordMinChars: 8,
  passwordMaxChars: 128,
  emailChars: 254,
  noteChars: 2_000,
  questionChars: 500,
  ownQuestionChars: 40_000,
  ownPromptChars: 8_000,
  ownQuestionsPerPerson: 100,
  quoteChars: 280,
  selectionChars: 4_000,
  selectionLines: 200,
  /** One shared text, as UTF-8: all of it must fit into one message to the document server (1 MiB) with what surrounds it. */
  sharedTextBytes: 768 * 1024,
  /** Things of a board in one piece of evidence. */
  selectionElements: 100,
  wishChars: 280,
  /** Answers of a seat about one thing that are kept word for word; further ones replace the last. */
  consentsPerSeat: 200,
  recordingsPerSeat: 200,
  /** A batch of counted seconds, and how far into a round one may begin. */
  narrationBatchSeconds: 60,
  narrationSeconds: 6 * 3_600,
  planHoursLeast: 2,
  planHoursMost: 40,
  taskIdChars: 60,
  storiesPerPerson: 40,
  storyLineChars: 200,
  storyTextChars: 2_000,
  optionsPerStory: 8,
  rehearsalsPerStory: 100,
  rehearsalMinutes: 60,
  loopsPerPerson: 200,
  sharesPerLoop: 20,
  shareReadsPerMinute: 60,
  replayCommentChars: 1_000,
  /** Of one seat in one round. */
  replayComments: 200,
  clipNameChars: 80,
  clipLongestMs: 10 * 60_000,
  /** Of one seat in one round. */
  clips: 50,
  chatChars: 1_000,
  chatTail: 200,
  chatPerSession: 5_000,
  cardTextChars: 2_000,
  sentenceChars: 280,
  goalChars: 280,
  searchChars: 100,
  searchWordChars: 64,
  historyRows: 30,
  reportRows: 30,
  chartRounds: 60,
  evidencePerRound: 200,
  notesPerRound: 500,
  bookmarksPerRound: 200,
  tapsPerRound: 1_000,
  decisionsPerRound: 50,
  struckAtOnce: 100,
  /** Events that one seat adds to the log of a round; its end always fits. */
  eventsPerSeat: 10_000,
  pinsPerDimension: 20,
  languagesPerProfile: 12,
  invitesOpenPerPerson: 20,
  inviteLifeMs: 7 * 24 * 3_600_000,
  /** The link of a second rater, and how many different people may rate in one session, one after the other. */
  raterLinkLifeMs: 24 * 3_600_000,
  ratersPerSession: 6,
  raterLinksPerMinute: 60,
  socketMessageBytes: 128 * 1024,
  httpBodyBytes: 128 * 1024,
  importBytes: 32 * 1024 * 1024,
  importedCardsPerPerson: 20_000,
  exportedTextChars: 4_000_000,
  /** Exports and imports of one person. */
  largeTasksPerMinute: 6,
  socketMessagesPer10s: 200,
  /** Lines that are open at once, a page each. */
  socketsPerPerson: 64,
  commandsPer10s: 100,
  signUpsPerHour: 30,
  signInsPerMinute: 10,
  mailRequestsPerHour: 30,
  mailsPerAddressPerHour: 10,
  /** How long a link in a mail opens what it is for. */
  mailedLinkMs: 30 * 60_000,
  /** Who has no password proves who they are by having signed in no longer ago than this. */
  freshSignInMs: 10 * 60_000,
  callSignalBytes: 32 * 1024,
  callSignalsPer10s: 200,
  /** Sent to the host's runner, together within one socket message. */
  hostRunCodeChars: 100_000,
  hostRunInputChars: 64 * 1024,
  /** What the host's runner says of a run in one message. */
  hostRunBatchChars: 16 * 1024,
  /** Of one seat. */
  hostRunsPerMinute: 20,
  /** One message of what a run prints, below what a socket message may weigh in any script. */
  runOutputChars: 24 * 1024,
  /** Everything that one run prints, as the other person is sent it. */
  runOutputBytes: 260 * 1024,
  runMessagesPer10s: 120,
  /** Runs under way at once in one page. */
  runsAtOnce: 4,
  /** A run whose page has gone counts as lost after this long. */
  runLostAfterMs: 15_000,
  lineTestsPerMinute: 12,
  /** How long the relay credentials of a connection test are good for. */
  lineTestMs: 5 * 60_000,
  seatAbsentAfterMs: 5_000,
  documentTicketMs: 30_000,
} as const
