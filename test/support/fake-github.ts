import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'

/** Who GitHub says has just signed in there. */
export interface GitHubPerson { readonly id: number; readonly login: string; readonly email: string; readonly verified: boolean }

interface App { readonly clientId: string; readonly clientSecret: string }

const formOf = async (request: IncomingMessage) => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

/** GitHub's own answers: a code for a token, and who the token is of. */
const createAnswers = (app: App) => {
  const codes = new Map<string, GitHubPerson>()
  const tokens = new Map<string, GitHubPerson>()
  const exchange = (form: URLSearchParams) => {
    const code = form.get('code') ?? ''
    const person = codes.get(code)
    codes.delete(code)
    if (!person || form.get('client_id') !== app.clientId || form.get('client_secret') !== app.clientSecret) return { error: 'bad_verification_code' }
    const token = `gho_${randomBytes(12).toString('hex')}`
    tokens.set(token, person)
    return { access_token: token, token_type: 'bearer', scope: 'user:email' }
  }
  return {
    tokens,
    codeFor(person: GitHubPerson): string {
      const code = randomBytes(10).toString('hex')
      codes.set(code, person)
      return code
    },
    async to(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
      if (request.method === 'POST' && request.url === '/login/oauth/access_token') return { status: 200, body: exchange(await formOf(request)) }
      const person = tokens.get((request.headers.authorization ?? '').split(' ')[1] ?? '')
      if (!person) return { status: 401, body: { message: 'Bad credentials' } }
      if (request.url === '/user/emails') return { status: 200, body: [{ email: person.email, primary: true, verified: person.verified }] }
      return { status: 200, body: { id: person.id, login: person.login, name: 'A Name Nobody Chose', email: null, avatar_url: 'https://avatars.githubusercontent.com/u/1' } }
    },
  }
}

/**
 * GitHub's side of signing in, on this machine. The library has its addresses built in, so what the server would send to GitHub
 * is sent here, and every host that it asks is noted.
 */
export const startFakeGitHub = async (app: App) => {
  const answers = createAnswers(app)
  const hosts: string[] = []
  const server = createServer((request, response) => void answers.to(request).then(({ status, body }) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const realFetch = globalThis.fetch
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.hostname !== '127.0.0.1') hosts.push(url.hostname)
    return realFetch(['github.com', 'api.github.com'].includes(url.hostname) ? `${here}${url.pathname}${url.search}` : input, init)
  })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    server.close()
  })
  return {
    hosts, tokens: () => [...answers.tokens.keys()],
    /** What a person's browser does at GitHub: they agree, and are sent back with a code. Gives where to. */
    agree(authorizeUrl: string, person: GitHubPerson): string {
      const asked = new URL(authorizeUrl)
      const back = new URL(asked.searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code: answers.codeFor(person), state: asked.searchParams.get('state') ?? '' }).toString()
      return back.href
    },
  }
}
