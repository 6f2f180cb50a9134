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

/** Why this is not even asked for; undefined where it is. */
const objection = ({ language, code, stdin, cases }: RunRequest): string | undefined => {
  if (!isHosts(language) || cases !== undefined) return i18n._(msg`Cases cannot be run in this language. Run the text itself.`)
  if (code.trim() === '') return i18n._(msg`There is nothing to run yet.`)
  const bytes = new TextEncoder().encode(JSON.stringify({ code, stdin })).length
  return bytes > mostBytes || code.length > limits.hostRunCodeChars || stdin.length > limits.hostRunInputChars ? i18n._(msg`This text is too long for this host's runner.`) : undefined
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

const start = ({ session, round }: HostPlace, request: RunRequest, onEvent: (event: RunEvent) => void): Run => {
  const problem = objection(request)
  const { language, code, stdin } = request
  if (problem !== undefined || !isHosts(language)) return { ended: Promise.resolve(unavailable(problem ?? '')), stop: () => {} }
  const run = freshId()
  const ended = new Promise<RunEnd>(resolve => {
    const settle = follow(run, onEvent, resolve)
    ask('host-run:start', { session, round, run, language, code, stdin }).catch((error: unknown) => settle(unavailable(error instanceof Refused ? error.message : String(error))))
  })
  return { ended, stop: () => void ask('host-run:stop', { session, run }).catch(() => undefined) }
}

/** Runs what a browser cannot on the host, which tells this page alone; the page shares it as it shares its own runs. */
export const createHostRunner = (place: HostPlace, languages: readonly RunnerLanguage[]): HostRunner => {
  const backend: RunBackend = {
    runs: language => languages.some(each => each === language),
    run: (request, onEvent) => start(place, request, onEvent),
  }
  return { languages, backend }
}
