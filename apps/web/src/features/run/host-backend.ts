import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { limits, RUNNER_LANGUAGES, type HostRunEnd, type RunnerLanguage } from '@unanimous/protocol'
import type { Run, RunBackend, RunEnd, RunEvent, RunRequest } from '@unanimous/runner'
import { freshId, Refused } from '../../platform/api.ts'
import { ask, listen, openLine } from '../../platform/server-socket.ts'
import type { CodeLanguage } from '../../platform/words.ts'
import type { HostRunner } from './backends.ts'

interface HostPlace { readonly session: string; readonly round: string }

/** A message that is larger ends the line it comes on. */
const mostBytes = limits.socketMessageBytes - 4 * 1024

const isHosts = (language: CodeLanguage): language is RunnerLanguage => RUNNER_LANGUAGES.some(each => each === language)
const unavailable = (message: string): RunEnd => ({ status: 'unavailable', ms: 0, truncated: false, message })

/** What is sent to the host, and how what comes back is heard. */
interface Program {
  readonly code: string
  readonly stdin: string
  readonly onEvent: (event: RunEvent) => void
  /** Whatever is left to say, before the end. */
  readonly ended: () => void
}

/** The text as it stands, or with cases a program that answers them by what the text declares. Nothing where a language has no form for that. */
const programOf = async ({ language, code, stdin, cases }: RunRequest, onEvent: (event: RunEvent) => void): Promise<Program | undefined> => {
  if (!cases) return { code, stdin, onEvent, ended: () => {} }
  const { javaCases, readCases } = await import('./browser.ts')
  const made = language === 'java' ? javaCases(code, cases) : undefined
  if (!made) return undefined
  const reader = readCases(made.mark, { print: text => onEvent({ kind: 'output', text }), answered: (index, answer) => onEvent({ kind: 'case', index, answer }) })
  return { code: made.code, stdin: made.stdin, onEvent: event => (event.kind === 'output' ? reader.take(event.text) : onEvent(event)), ended: reader.end }
}

/** Why this is not even asked for; undefined where it is. */
const objection = ({ code }: RunRequest, program: Program): string | undefined => {
  if (code.trim() === '') return i18n._(msg`There is nothing to run yet.`)
  const bytes = new TextEncoder().encode(JSON.stringify({ code: program.code, stdin: program.stdin })).length
  return bytes > mostBytes || program.code.length > limits.hostRunCodeChars || program.stdin.length > limits.hostRunInputChars ? i18n._(msg`This text is too long for this host's runner.`) : undefined
}

/** What the host has to say beside the output stands after it, on a line of its own; a wall of ten seconds speaks for itself. */
const sayAfter = ({ status, ms, message }: HostRunEnd, printed: string): string => {
  if (message === '' || status === 'unavailable' || (status === 'timed-out' && ms > 0)) return ''
  return `${printed === '' || printed.endsWith('\n') ? '' : '\n'}${message}\n`
}

const endOf = ({ status, ms, truncated, message }: HostRunEnd): RunEnd => (status === 'unavailable' ? unavailable(message) : { status, ms, truncated })

/** Hears a run of the host from its start to its end, which comes in any case. */
const follow = (run: string, onEvent: (event: RunEvent) => void, settled: (end: RunEnd) => void) => {
  const line = openLine()
  let last = ''
  const print = (text: string) => {
    if (text === '') return
    last = text
    onEvent({ kind: 'output', text })
  }
  const settle = (end: RunEnd) => {
    stopListening()
    line.off('disconnect', lost)
    settled(end)
  }
  // The server stops what it runs for a page whose line is down, and can tell it no more.
  const lost = () => {
    print(`${last === '' || last.endsWith('\n') ? '' : '\n'}${i18n._(msg`The line to the server broke, and this run with it.`)}\n`)
    settle({ status: 'failed', ms: 0, truncated: false })
  }
  const stopListening = listen('host-run:news', news => {
    if (news.run !== run) return
    if (news.event.kind === 'running') onEvent({ kind: 'running' })
    else if (news.event.kind === 'output') print(news.event.text)
    else {
      print(sayAfter(news.event.end, last))
      settle(endOf(news.event.end))
    }
  })
  line.on('disconnect', lost)
  return settle
}

const begin = async ({ session, round }: HostPlace, run: string, request: RunRequest, onEvent: (event: RunEvent) => void): Promise<RunEnd> => {
  const program = await programOf(request, onEvent)
  const { language } = request
  if (!program || !isHosts(language)) return unavailable(i18n._(msg`Cases cannot be run in this language. Run the text itself.`))
  const problem = objection(request, program)
  if (problem !== undefined) return unavailable(problem)
  return new Promise(resolve => {
    const settle = follow(run, program.onEvent, end => {
      program.ended()
      resolve(end)
    })
    ask('host-run:start', { session, round, run, language, code: program.code, stdin: program.stdin })
      .catch((error: unknown) => settle(unavailable(error instanceof Refused ? error.message : String(error))))
  })
}

const start = (place: HostPlace, request: RunRequest, onEvent: (event: RunEvent) => void): Run => {
  const run = freshId()
  return {
    ended: begin(place, run, request, onEvent).catch((error: unknown) => unavailable(String(error))),
    stop: () => void ask('host-run:stop', { session: place.session, run }).catch(() => undefined),
  }
}

/** Runs what a browser cannot on the host, which tells this page alone; the page shares it as it shares its own runs. */
export const createHostRunner = (place: HostPlace, languages: readonly RunnerLanguage[]): HostRunner => {
  const backend: RunBackend = {
    runs: language => languages.some(each => each === language),
    run: (request, onEvent) => start(place, request, onEvent),
  }
  return { languages, backend }
}
