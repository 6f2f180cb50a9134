import type { CaseAnswer, CaseRequest } from './backend.ts'
import { javaHarness } from './java-harness.ts'
import { readSignature } from './signature.ts'

const inOneLine = javaHarness.split('\n').map(line => line.trim()).join(' ')

/** After the imports, before anything that is declared: the first class of a source is the one that a runner starts. */
const placeIn = (code: string): number => {
  const heads = [...code.matchAll(/^[ \t]*(?:import|package)\s[^;"]*;/gm)]
  const last = heads.at(-1)
  return last ? last.index + last[0].length : 0
}

const packageOf = (code: string): string => {
  const [, name] = /^\s*package\s+([\w.]+)\s*;/m.exec(code) ?? []
  return name === undefined ? '' : `${name}.`
}

/** A program that answers cases, and what it has to read. Every answer is a line that begins with `mark`. */
export interface JavaCases {
  readonly code: string
  readonly stdin: string
  readonly mark: string
}

/** Makes a Java source answer cases by what it declares. Its lines keep their numbers. Nothing when the signature says no call. */
export const javaCases = (code: string, { signature, inputs }: CaseRequest): JavaCases | undefined => {
  const plan = readSignature(signature)
  if (!plan) return undefined
  const at = placeIn(code)
  const types = [...new Set([...code.matchAll(/\b(?:class|record|interface|enum)\s+([A-Za-z_$][\w$]*)/g)].map(([, name = '']) => `${packageOf(code)}${name}`))]
  // Code that prints such a line says something about itself; what has to come out it does not know.
  // Of four random numbers: `crypto.randomUUID` does not exist on pages over plain http.
  const mark = `\u0002${crypto.getRandomValues(new Uint32Array(4)).join('-')} `
  return { code: `${code.slice(0, at)} ${inOneLine} ${code.slice(at)}`, stdin: JSON.stringify({ mark, plan, types, inputs }), mark }
}

const readAnswer = (text: string): CaseAnswer | undefined => {
  try {
    const { answer, error } = JSON.parse(text) as Readonly<Record<string, unknown>>
    return typeof answer === 'string' ? { answer } : typeof error === 'string' ? { error } : undefined
  } catch {
    return undefined
  }
}

/** Takes a program's output as it comes and tells answers from the rest. `end` gives out a line that had not ended. */
export const readCases = (mark: string, { print, answered }: { readonly print: (text: string) => void; readonly answered: (index: number, answer: CaseAnswer) => void }) => {
  let rest = ''
  // The line break in front of an answer belongs to it.
  let heldBreak = false
  const giveBreak = () => {
    if (heldBreak) print('\n')
    heldBreak = false
  }
  const takeLine = (line: string) => {
    if (line.startsWith(mark)) {
      heldBreak = false
      const [, index = '', text = ''] = /^(\d+) (.*)\n?$/.exec(line.slice(mark.length)) ?? []
      const answer = readAnswer(text)
      if (answer) answered(Number(index), answer)
      return
    }
    giveBreak()
    if (line === '\n') heldBreak = true
    else print(line)
  }
  return {
    take(text: string) {
      rest += text
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
        const line = rest.slice(0, end + 1)
        rest = rest.slice(end + 1)
        takeLine(line)
      }
    },
    end() {
      if (rest !== '') takeLine(rest)
      rest = ''
      giveBreak()
    },
  }
}
