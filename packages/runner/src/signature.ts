/** A function as a signature names it. */
interface Named {
  readonly name: string
  readonly params: readonly string[]
}

/**
 * How a case calls what the candidate wrote. `functions`: the one whose parameters the case names, or, with one parameter each, whose own
 * name it gives. `class`: made from what its constructor names, then called line by line. `factory`: a function makes the thing, whose
 * one method is called line by line.
 */
export type CallPlan =
  | { readonly kind: 'functions'; readonly functions: readonly Named[] }
  | { readonly kind: 'class'; readonly name: string; readonly params: readonly string[] }
  | { readonly kind: 'factory'; readonly make: Named; readonly method: string }

const namesIn = (list: string): readonly string[] => list.split(',').map(name => name.trim()).filter(name => name !== '')

const functionsIn = (text: string): readonly (Named & { readonly on?: string })[] =>
  [...text.matchAll(/(?:([A-Za-z]\w*)\.)?([A-Za-z]\w*)\(([^()]*)\)/g)].map(([, on, name = '', list = '']) => ({ name, params: namesIn(list), ...(on === undefined ? {} : { on }) }))

/** Reads a pack's signature. Nothing when it says no call that a case could make. */
export const readSignature = (signature: string): CallPlan | undefined => {
  const made = /^class ([A-Za-z]\w*) \{(.*)\}$/.exec(signature.trim())
  if (made) {
    const constructor = functionsIn(made[2] ?? '').find(each => each.name === 'constructor')
    return { kind: 'class', name: made[1] ?? '', params: constructor?.params ?? [] }
  }
  const all = functionsIn(signature)
  const [make] = all
  const method = all.find(each => each.on !== undefined)
  if (!make) return undefined
  if (method) return { kind: 'factory', make, method: method.name }
  return { kind: 'functions', functions: all }
}

/** The names that a plan looks for in the code. A `solve` with one parameter takes a case as it is, as finished solutions do, and goes before all others. */
export const namesOf = (plan: CallPlan): readonly string[] => {
  if (plan.kind === 'class') return [plan.name, 'solve']
  if (plan.kind === 'factory') return [plan.make.name, 'solve']
  return [...plan.functions.map(each => each.name), 'solve']
}
