/**
 * A sort of round. `tech` is the phone screen; `deep` the candidate's own past architecture; `extension` begins with a finished
 * solution and is nothing but follow-ups, practice for ever. (domain.md 1.1, 6)
 */
export type RoundKind = 'recruiter' | 'hm' | 'tech' | 'coding' | 'sd' | 'culture' | 'deep' | 'extension'

/** A place in a loop that one round fills: two coding rounds fill two seats. (domain.md 1.1) */
export type LoopSeat = 'recruiter' | 'hm' | 'tech' | 'coding1' | 'coding2' | 'sd' | 'culture' | 'deep'

/** The level a candidate is judged at: L4 owns a component, L5 owns a domain. (domain.md 2) */
export type Level = 'L4' | 'L5'

/** Every kind, in the recommended order of a loop; last what no loop has a seat for. */
export const ROUND_KINDS: readonly RoundKind[] = ['recruiter', 'hm', 'tech', 'coding', 'sd', 'culture', 'deep', 'extension']

/** Every seat of a loop, in the recommended order: the hiring manager comes second, after the optional screen. */
export const LOOP_SEATS: readonly LoopSeat[] = ['recruiter', 'hm', 'tech', 'coding1', 'coding2', 'sd', 'culture', 'deep']

/** The kind of round that fills a seat of a loop. */
export const kindOfLoopSeat = (seat: LoopSeat): RoundKind => (seat === 'coding1' || seat === 'coding2' ? 'coding' : seat)

/**
 * What a card rates, named by family and dimension, because `resilience` means one thing in design and another
 * in culture. A phone screen is rated on `coding.*` and a deep dive on `sd.*`, so that history compares like with
 * like. `conduct` belongs to no round and is rated only when it was bad. (domain.md 3.1-3.4, 3.6.3)
 */
export type DimensionId =
  | `coding.${'problem_solving' | 'code_quality' | 'extension_defence' | 'narration'}`
  | `sd.${'scoping' | 'failover' | 'resilience' | 'observability' | 'cost' | 'evolution'}`
  | `hm.${'decision_ownership' | 'tradeoff_reconstruction' | 'scope' | 'failure_change'}`
  | `culture.${'candor' | 'judgement_ambiguity' | 'resilience' | 'ownership'}`
  | 'conduct'

/** The four families of dimensions: `tech` is rated as coding, `deep` as system design. */
export type DimensionFamily = 'coding' | 'sd' | 'hm' | 'culture'

/** One thing a card rates from 1 to 4. A core dimension cannot be left unrated. */
export interface Dimension {
  readonly id: DimensionId
  readonly kind: DimensionFamily
  readonly name: string
  readonly core: boolean
  /** What a rating of 1, 2, 3 and 4 looks like, in this order. */
  readonly anchors: readonly [string, string, string, string]
}

type Anchors = readonly [string, string, string, string]
type Row = readonly [id: DimensionId, name: string, core: 'core' | 'more', anchors: Anchors]

const family = (kind: DimensionFamily, rows: readonly Row[]): readonly Dimension[] =>
  rows.map(([id, name, core, anchors]) => ({ id, kind, name, core: core === 'core', anchors }))

const CODING = family('coding', [
  ['coding.problem_solving', 'Problem solving', 'core', [
    'Had no workable idea even after being pointed the right way; could not trace an example.',
    'Reached one idea with hints; saw edge cases only when shown them.',
    'Asked for the unsaid rules, matched the structure to the problem, stated its cost and found the edge cases alone.',
    'Weighed two approaches with the numbers of this problem and argued correctness in a sentence.',
  ]],
  ['coding.code_quality', 'Code quality', 'more', [
    'The code does not run on the given example.',
    'Runs after repairs; the names hide what it is about.',
    'Correct in one or two passes, in small parts, walked through by hand.',
    'Also leaves a seam where the next change will land and treats bad input on purpose.',
  ]],
  ['coding.extension_defence', 'Extension', 'core', [
    'Started from nothing when a rule changed.',
    'Named a change but not what it costs.',
    'Changed their own solution for a failure or a load, and stated the price.',
    'Went on to scale or money: swapped the structure with a reason and said when to swap it back.',
  ]],
  ['coding.narration', 'Narration', 'more', [
    'Silent, or said one thing and did another.',
    'Long silences, explained afterwards.',
    'Said the intent before typing it; the next step was always known.',
    'Also voiced doubt, invited challenge and bent on a cue without losing the thread.',
  ]],
])

const SYSTEM_DESIGN = family('sd', [
  ['sd.scoping', 'Scoping', 'core', [
    'Drew before asking anything; no numbers.',
    'Asked, then ignored the answers; named products without a reason.',
    'Ranked three to five requirements, estimated the load, gave every choice its because.',
    'Cut scope openly and gave the load at which each choice would flip.',
  ]],
  ['sd.failover', 'Failover', 'core', [
    'Answered that it is replicated, and no more.',
    'Moved the traffic but forgot headroom or state.',
    'Went in order: detection, shift, degraded mode, return.',
    'Began with partial failure, put headroom in numbers and protected those already served.',
  ]],
  ['sd.resilience', 'Resilience', 'core', [
    'No protection, or a wrong one.',
    'Listed patterns.',
    'Breaker, bulkhead and backoff with jitter, each tied to a dependency of this system.',
    'Estimated how retries multiply and said where a pattern would hurt.',
  ]],
  ['sd.observability', 'Observability', 'more', [
    'Nothing would tell that it is ill.',
    'Graphs of hosts.',
    'Rate, errors and duration per service, use and saturation per resource, one alert that comes before the complaints.',
    'Measures from the device; each alert leads to an action and an owner.',
  ]],
  ['sd.cost', 'Cost', 'more', [
    'Money was neither raised nor answered.',
    'Use cheaper machines.',
    'Named the largest bill and traded it once against latency.',
    'Compared two shapes by orders of magnitude and said what is not worth paying for.',
  ]],
  ['sd.evolution', 'Evolution', 'more', [
    'Add servers.',
    'Scales one box.',
    'Said which part breaks at ten times the load and what shape comes next.',
    'Planned the move in stages, old beside new, with a rule for stopping.',
  ]],
])

const HIRING_MANAGER = family('hm', [
  ['hm.decision_ownership', 'Decision ownership', 'core', [
    'Could not name a decision of their own.',
    'Said we at the decision until pressed.',
    'Stated their own call, their authority for it and its date.',
    'Also the call they lost, and why they then stood behind the other one.',
  ]],
  ['hm.tradeoff_reconstruction', 'Trade-offs rebuilt', 'core', [
    'Knew of one option only.',
    'Named alternatives without reasons.',
    'Two or more options turned down, with reasons and numbers.',
    'Rebuilt the whole choice from memory and said which fact would reverse it today.',
  ]],
  ['hm.scope', 'Scope', 'more', [
    'A task.',
    'A component.',
    'A domain: its interfaces, its consumers and running it.',
    'Moved the line between teams and lived with where it went.',
  ]],
  ['hm.failure_change', 'Failure and change', 'more', [
    'No failure, or somebody else to blame.',
    'A failure without a part of their own.',
    'Their own part, how it was noticed and the repair.',
    'Changed a habit or a system afterwards in a way others can confirm.',
  ]],
])

const CULTURE = family('culture', [
  ['culture.candor', 'Candor', 'core', [
    'Evasive, or cruelty passed off as honesty.',
    'Safe feedback, softened.',
    'Said the hard thing to the person, in time and so that it helped.',
    'Went looking for dissent against their own view, then changed course or said why not.',
  ]],
  ['culture.judgement_ambiguity', 'Judgement in ambiguity', 'core', [
    'Waited, or passed it upward.',
    'Decided on thin reasoning.',
    'Decided with facts missing, named the guess and set a check.',
    'Set the tripwire beforehand, looked at it and reported the miss as well.',
  ]],
  ['culture.resilience', 'Resilience', 'more', [
    'The story stops at the blow.',
    'Recovered by luck or through others.',
    'Recovered, and can say what it took.',
    'Came back and made the next blow smaller.',
  ]],
  ['culture.ownership', 'Ownership', 'more', [
    'Passive voice where it went badly.',
    'Owns the good parts.',
    'Says I for decisions and faults, and gives credit by acts.',
    'Repaired harm that nobody had asked them to repair.',
  ]],
])

/** All that answers about somebody else's code can show. The first is core there as in any coding round. */
export const EXTENSION_DIMENSIONS: readonly DimensionId[] = ['coding.extension_defence', 'coding.narration']

const DIMENSIONS: Readonly<Record<RoundKind, readonly Dimension[]>> = {
  recruiter: [],
  hm: HIRING_MANAGER,
  tech: CODING,
  coding: CODING,
  sd: SYSTEM_DESIGN,
  culture: CULTURE,
  deep: SYSTEM_DESIGN,
  extension: CODING.filter(({ id }) => EXTENSION_DIMENSIONS.includes(id)),
}

/** What the card of such a round rates, in the order of the domain; a recruiter's screen rates nothing. */
export const dimensionsOf = (kind: RoundKind): readonly Dimension[] => DIMENSIONS[kind]

const BARS: Readonly<Record<RoundKind, Readonly<Record<Level, string>>>> = {
  recruiter: {
    L4: 'Says what the role builds.',
    L5: 'Says why this team’s problem, what they would own, and what would make them decline.',
  },
  hm: {
    L4: 'Describes their own part and what came of it.',
    L5: 'Starts from the decision, names the options turned down with numbers, who disagreed and what it cost; I at the decision, we for the work.',
  },
  tech: {
    L4: 'Solves it cleanly with one hint.',
    L5: 'Asks for the unsaid rules, solves it with at most one hint point and states the complexity before being asked.',
  },
  coding: {
    L4: 'Correct, tidy and tested by hand.',
    L5: 'The same by about minute 36, then holds two or more changed constraints, failure or load among them, and says what each makes worse.',
  },
  sd: {
    L4: 'Shows the data flow, a database and a cache, and asks what to do next.',
    L5: 'Leads: justifies the store at ten times the load, plays a region failure minute by minute, knows what to measure per service and per resource, and sets money against latency.',
  },
  culture: {
    L4: 'Gives one honest example when asked.',
    L5: 'Brings up friction unprompted, makes the opponent’s best case and names whom the decision hurt.',
  },
  deep: {
    L4: 'Explains the system that was built.',
    L5: 'Redraws it from memory, marks the decisions they own and breaks it faster than the interviewer does.',
  },
  extension: {
    L4: 'Changes the finished solution for one new rule and says what that costs.',
    L5: 'Holds two or more changed constraints, failure or load among them, and says what each makes worse.',
  },
}

/** What the target level looks like in such a round; stands beside the vote on the card. (domain.md 2) */
export const levelBar = (kind: RoundKind, level: Level): string => BARS[kind][level]
