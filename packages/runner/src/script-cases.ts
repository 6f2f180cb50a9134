import type { CaseAnswer } from './backend.ts'
import type { CallPlan } from './signature.ts'

type Called = (...given: readonly unknown[]) => unknown
type Given = Readonly<Record<string, unknown>>

/** Parameters that the code declares as a `Map` or a `Set`: cases are written as data and hold objects and lists. */
const collections = (code: string): ReadonlyMap<string, 'Map' | 'Set'> =>
  new Map([...code.matchAll(/\b([A-Za-z_$][\w$]*)\??\s*:\s*(?:Readonly)?(Map|Set)</g)].map(([, name = '', kind]) => [name, kind === 'Map' ? 'Map' : 'Set']))

const asDeclared = (value: unknown, kind: 'Map' | 'Set' | undefined): unknown => {
  if (kind === 'Set' && Array.isArray(value)) return new Set(value)
  if (kind === 'Map' && typeof value === 'object' && value !== null) return new Map(Array.isArray(value) ? value as [unknown, unknown][] : Object.entries(value))
  return value
}

/** What came out, as data: maps become objects, sets lists, and what is nothing becomes null. */
const plain = (value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plain(each)]))
  if (value instanceof Set) return [...value].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}

const isCallable = (value: unknown): value is Called => typeof value === 'function'

const callLines = (made: unknown, lines: unknown, method?: string): unknown => {
  if (made === null || made === undefined) return null
  return (lines as readonly (readonly unknown[])[]).map(line => {
    const [name, given] = method === undefined ? [String(line[0]), line.slice(1)] : [method, line]
    const called = (made as Record<string, unknown>)[name]
    if (!isCallable(called)) throw new Error(`There is no method ${name}.`)
    return called.apply(made, [...given]) ?? null
  })
}

/** The list of calls in a case's input: the one part that the constructor does not take. */
const linesOf = (input: Given, params: readonly string[]): unknown => Object.entries(input).find(([name]) => !params.includes(name))?.[1] ?? []

const callOne = (plan: CallPlan, found: Given, input: Given, kinds: ReadonlyMap<string, 'Map' | 'Set'>): unknown => {
  const { solve } = found
  if (isCallable(solve) && solve.length === 1) return solve(input)
  const given = (params: readonly string[]) => params.map(name => asDeclared(input[name], kinds.get(name)))
  if (plan.kind === 'class' && isCallable(found[plan.name])) return callLines(Reflect.construct(found[plan.name] as Called, given(plan.params)), linesOf(input, plan.params))
  if (plan.kind === 'factory' && isCallable(found[plan.make.name])) return callLines((found[plan.make.name] as Called)(...given(plan.make.params)), linesOf(input, plan.make.params), plan.method)
  if (plan.kind === 'functions') {
    const own = plan.functions.find(each => each.name in input && isCallable(found[each.name]))
    if (own) return (found[own.name] as Called)(input[own.name])
    const whole = plan.functions.find(each => isCallable(found[each.name]) && each.params.every(name => name in input))
    if (whole) return (found[whole.name] as Called)(...given(whole.params))
  }
  throw new Error(`There is no ${plan.kind === 'class' ? plan.name : plan.kind === 'factory' ? plan.make.name : plan.functions.map(each => each.name).join(' or ')} to call.`)
}

/** Calls what the code defines with each case; `found` holds its functions and classes by name. */
export const callCases = async (
  { plan, found, inputs, code }: { readonly plan: CallPlan; readonly found: Given; readonly inputs: readonly unknown[]; readonly code: string },
  answered: (index: number, answer: CaseAnswer) => void,
): Promise<boolean> => {
  const kinds = collections(code)
  let allRan = true
  for (const [index, input] of inputs.entries()) {
    try {
      answered(index, { answer: JSON.stringify(plain(await callOne(plan, found, structuredClone(input) as Given, kinds))) })
    } catch (error) {
      allRan = false
      answered(index, { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
    }
  }
  return allRan
}
