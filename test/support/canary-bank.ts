import { randomBytes } from 'node:crypto'
import { bankFrom, loadBank, questionFrom, type Bank, type QuestionPattern, type Solutions } from '@unanimous/bank'
import { checklistOf, type FollowUp, type Pack } from '@unanimous/rounds'

/** A word of 128 random bits that stands where a secret would. Letters and digits only, so no escaping changes it. */
export const freshCanary = (): string => `zq${randomBytes(16).toString('hex')}`
export const canaryPattern = /zq[0-9a-f]{32}/g

/** Costs no other number in the product comes near. */
export const firstCanaryCost = 700_000_001

/** What a candidate may come to see of a pack, by what has to happen first. */
export interface PackSecrets {
  readonly whenOpened: readonly string[]
  /** What the editor opens with, in a round that begins with a solution; in any other it is the answer. */
  readonly whenSolved: readonly string[]
  readonly whenCardRevealed: ReadonlyMap<string, readonly string[]>
  /** By follow-up: what the candidate may read of it once everything is revealed, if it was asked. */
  readonly whenAskedAndRevealed: ReadonlyMap<string, readonly string[]>
  readonly whenHintGivenAndRevealed: ReadonlyMap<string, readonly string[]>
  /** By `node polarity index`: a cue is told after the reveal if it was ticked. */
  readonly whenTickedAndRevealed: ReadonlyMap<string, string>
  /** By place: a line of the checklist is told after the reveal if it was ticked. */
  readonly whenCheckedAndRevealed: readonly (readonly string[])[]
}

export interface CanaryBank {
  readonly bank: Bank
  /** Every canary and where in the pack it stands. */
  readonly secrets: ReadonlyMap<string, string>
  readonly costs: ReadonlySet<number>
  /** What the library tells of all packs alike: titles to anybody, patterns to whoever is not to be asked in code. */
  readonly titles: readonly string[]
  readonly patterns: readonly string[]
  of(pack: string): PackSecrets
}

/** The product's own packs, in which every word that a candidate must not read by itself is a canary. */
export const canaryBank = (): CanaryBank => {
  const secrets = new Map<string, string>()
  const costs = new Set<number>()
  const perPack = new Map<string, PackSecrets>()
  const secret = (what: string): string => {
    const canary = freshCanary()
    secrets.set(canary, what)
    return canary
  }
  const patterns = new Map<string, string>()
  const patternOf = (pattern: string) => {
    const known = patterns.get(pattern) ?? secret(`pattern ${pattern}`)
    patterns.set(pattern, known)
    return known
  }
  const solutions = new Map<string, Solutions>()
  const real = loadBank()
  const packs = real.all().map(pack => {
    const made = replaced(pack, secret, () => {
      const cost = firstCanaryCost + costs.size
      costs.add(cost)
      return cost
    }, patternOf)
    const solved = Object.keys(real.solutions(pack.id)).map(language => [language, secret(`${pack.id} solution in ${language}`)] as const)
    solutions.set(pack.id, Object.fromEntries(solved))
    perPack.set(pack.id, secretsOf(made, solved.map(([, canary]) => canary)))
    return made
  })
  return {
    secrets, costs, titles: packs.map(pack => pack.title), patterns: [...patterns.values()],
    bank: bankFrom(packs, id => solutions.get(id) ?? {}),
    of(pack) {
      const found = perPack.get(pack)
      if (!found) throw new Error(`no pack ${pack}`)
      return found
    },
  }
}

const replaced = (pack: Pack, secret: (what: string) => string, cost: () => number, patternOf: (pattern: string) => string): Pack => {
  const at = (place: string) => secret(`${pack.id} ${place}`)
  const states = new Map(pack.interviewer.solutionStates.map(state => [state, at(`state ${state}`)]))
  const nodes = new Map(pack.followups.map(node => [node.id, at(`node ${node.id}`)]))
  const stateOf = (state: string) => states.get(state) ?? state
  const nodeOf = (node: string) => nodes.get(node) ?? node
  const { interviewer } = pack
  const followUp = (node: FollowUp): FollowUp => ({
    ...node, id: nodeOf(node.id), ask: at(`ask of ${node.id}`), title: at(`title of ${node.id}`),
    trigger: { ...node.trigger, ...(node.trigger.state ? { state: node.trigger.state.map(stateOf) } : {}), ...(node.trigger.after ? { after: node.trigger.after.map(nodeOf) } : {}) },
    ...(node.changeCard === undefined ? {} : { changeCard: at(`change card of ${node.id}`) }), ...(node.replaces === undefined ? {} : { replaces: at(`what ${node.id} replaces`) }),
    strong: node.strong.map((_, index) => at(`strong cue ${index} of ${node.id}`)), weak: node.weak.map((_, index) => at(`weak cue ${index} of ${node.id}`)),
    next: { nailed: node.next.nailed.map(nodeOf), partial: node.next.partial.map(nodeOf), struggled: node.next.struggled.map(nodeOf) },
  })
  const { pattern, ...rest } = pack
  return {
    ...rest, title: at('title'), ...(pattern === undefined ? {} : { pattern: patternOf(pattern) }),
    candidate: { prompt: at('prompt'), signature: at('signature'), given: [at('given')], contract: [{ name: at('contract name'), meaning: at('contract meaning') }], examples: [{ in: at('example in'), out: at('example out'), note: at('example note') }] },
    interviewer: {
      ...interviewer,
      script: { open: at('script open'), rescue: at('script rescue'), wrap: at('script wrap') },
      leftUnsaid: (interviewer.leftUnsaid.length > 0 ? interviewer.leftUnsaid : [undefined]).map((_, index) => ({ q: at(`left unsaid ${index}`), a: at(`answer to left unsaid ${index}`) })),
      factsOnRequest: [{ fact: at('fact'), value: at('value of fact') }],
      listenFor: [at('listen for')],
      reference: { approach: at('approach'), time: at('time'), space: at('space'), answerKey: at('answer key') },
      solutionStates: interviewer.solutionStates.map(stateOf),
      hints: interviewer.hints.map(hint => ({ ...hint, id: at(`hint id ${hint.id}`), at: stateOf(hint.at), say: at(`hint ${hint.id}`), cost: cost() as typeof hint.cost })),
      cases: [{ name: at('case'), in: at('case in'), out: at('case out'), why: at('case why') }],
      ...(interviewer.checklist ? { checklist: interviewer.checklist.map((item, index) => ({ ...item, ask: at(`checklist ${index}`), tick: at(`tick of checklist ${index}`) })) } : {}),
    },
    entry: pack.entry.map(nodeOf),
    followups: pack.followups.map(followUp),
  }
}

/** Somebody's own question of whose words each one is a canary, over the ladder of its pattern. `read` is what the candidate opens with. */
export const canaryQuestion = (pattern: QuestionPattern) => {
  const secrets = new Map<string, string>()
  const secret = (what: string): string => {
    const canary = freshCanary()
    secrets.set(canary, `own question ${what}`)
    return canary
  }
  const { title, prompt } = { title: secret('title'), prompt: secret('prompt') }
  const source = questionFrom(pattern, { title, prompt })
    .replaceAll(/(strong|weak): \[[^\]]*\]/g, (_, side: string) => `${side}: ["${secret(`${side} cue`)}"]`)
    .replaceAll(/answerKey: >-\n(?: {6}.*\n)+/g, () => `answerKey: "${secret('answer key')}"\n`)
    .replaceAll(/\b(say|ask|q|a|open|rescue|wrap|approach|changeCard|time|space): "(?:[^"\\]|\\.)*"/g, (_, key: string) => `${key}: "${secret(key)}"`)
  return { source, secrets, read: [title, prompt], of: (pack: Pack) => secretsOf(pack, []) }
}

const secretsOf = (pack: Pack, whenSolved: readonly string[]): PackSecrets => {
  const node = (id: string) => `${pack.id}/${id}`
  return {
    whenSolved,
    whenOpened: JSON.stringify([pack.title, pack.candidate]).match(canaryPattern) ?? [],
    whenCardRevealed: new Map(pack.followups.map(({ id, changeCard, replaces }) => [node(id), [changeCard ?? '', replaces ?? '']])),
    whenAskedAndRevealed: new Map(pack.followups.map(({ id, ask }) => [node(id), [id, ask]])),
    whenHintGivenAndRevealed: new Map(pack.interviewer.hints.map(({ id, say }) => [node(id), [id, say]])),
    whenTickedAndRevealed: new Map(pack.followups.flatMap(({ id, strong, weak }) => [
      ...strong.map((cue, index) => [`${node(id)} + ${index}`, cue] as const), ...weak.map((cue, index) => [`${node(id)} - ${index}`, cue] as const)])),
    whenCheckedAndRevealed: checklistOf(pack).map(({ ask, tick }) => [ask, tick]),
  }
}
