import { globSync, readFileSync } from 'node:fs'
import { anyRefusals, commandPaths, commands, messageRefusals, queries, type CommandInput, type CommandName } from '@unanimous/protocol'
import { describe, expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, Person, RefusedByServer } from '../support/person.ts'
import { sampleInput } from '../support/sample-input.ts'
import { startApp } from '../support/start-app.ts'
import { printedOpenApi } from '../../apps/server/src/print-openapi.ts'

const names = Object.keys(commands) as CommandName[]
const declared = (name: CommandName): readonly string[] => [...commands[name].refusals, ...anyRefusals]

const answerOf = async (work: Promise<unknown>): Promise<{ code: string; message: string }> => {
  try {
    await work
    return { code: 'ok', message: '' }
  } catch (error) {
    if (error instanceof RefusedByServer) return error
    throw error
  }
}

/** Each door counts what one person sends, so a walk over the whole table takes several. */
const crowd = async (url: string, size: number) => {
  const people = await Promise.all(Array.from({ length: size }, async (_, index) => (await new Person(url).signUp(`walker-${index}`)).connect()))
  return (index: number) => people[index % size] as Person
}

test('every command answers at both doors, in the same words', async () => {
  const { url } = await startApp()
  const walker = await crowd(url, 9)
  for (const [index, name] of names.entries()) {
    const person = walker(index)
    const good = sampleInput(commands[name].input)
    for (const input of [good, { ...good, surplus: 1 }, ...Object.keys(good).filter(key => !commandPaths[name].includes(`{${key}}`)).slice(0, 2).map(key => ({ ...good, [key]: { wrong: true } }))] as CommandInput<CommandName>[]) {
      const [overSocket, overHttp] = [await answerOf(person.send(name, input)), await answerOf(person.post(name, input))]
      if (overSocket.code === 'ok' || overHttp.code === 'ok') continue
      expect([name, overHttp.code, overHttp.message]).toEqual([name, overSocket.code, overSocket.message])
      expect(declared(name), `${name} answers ${overSocket.code}`).toContain(overSocket.code)
      expect(overSocket.code).not.toBe('server/internal')
      expect(overSocket.message.replace(`${overSocket.code}: `, '')).toMatch(/\S{2}/)
    }
  }
  const anybody = walker(0)
  expect((await answerOf(anybody.send('no-such-command' as CommandName, {} as never))).code).toBe('command/unknown')
  expect(await anybody.http('POST', '/api/v1/no-such-command', {})).toMatchObject({ status: 404, body: { code: 'http/not-found' } })
})

eachEngine('a command id on %s', engine => {
  test('is applied once, whichever doors it comes through, and belongs to one command of one person', async () => {
    const { url } = await startApp({ engine })
    const { inviter, other, session } = await meet(url)
    const id = freshId()
    await inviter.post('set-goal', { goal: 'count aloud' }, id)
    await inviter.send('set-goal', { goal: 'something else' }, id)
    expect((await inviter.read('me', {})).goal).toBe('count aloud')
    expect((await answerOf(inviter.send('say-in-chat', { session, text: 'hello' }, id))).code).toBe('command/id-reused')
    expect((await answerOf(inviter.post('say-in-chat', { session, text: 'hello' }, id))).code).toBe('command/id-reused')
    await other.send('set-goal', { goal: 'their own' }, id)
    expect((await other.read('me', {})).goal).toBe('their own')

    const once = freshId()
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => inviter[index % 2 === 0 ? 'send' : 'post']('say-in-chat', { session, text: `try ${index}` }, once)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect((await inviter.read('chat', { session })).messages).toHaveLength(1)

    // Another session has a queue of its own, so only the database can tell that the id is the same.
    const second = await inviter.post('create-invite', { kind: 'hm', minutes: 45, bothWays: false })
    const both = freshId()
    const raced = await Promise.all([session, second.session].map(each => answerOf(inviter.post('say-in-chat', { session: each, text: 'only once' }, both))))
    expect(raced.map(answer => answer.code)).toEqual(['ok', 'ok'])
    const said = [...(await inviter.read('chat', { session })).messages, ...(await inviter.read('chat', { session: second.session })).messages]
    expect(said.filter(message => message.text === 'only once')).toHaveLength(1)

    const refused = freshId()
    expect((await answerOf(inviter.send('accept-invite', { code: freshId() }, refused))).code).toBe('invite/unknown')
    await inviter.send('set-goal', { goal: 'an id that was refused may be used' }, refused)
  })
})

describe('the document of the API', () => {
  test('is the one that is committed and served', async () => {
    const committed = readFileSync(new URL('../../apps/server/openapi.json', import.meta.url), 'utf8')
    expect(committed === await printedOpenApi(), 'pnpm --filter @unanimous/server openapi').toBe(true)
    const { url } = await startApp()
    const served = await new Person(url).http('GET', '/api/openapi.json')
    expect(Object.keys((served.body as { paths: object }).paths)).toEqual(Object.keys((JSON.parse(committed) as { paths: object }).paths))
  })

  test('lists every command as POST and every query as GET, with every code each may refuse with, and nothing else', async () => {
    const { paths } = JSON.parse(await printedOpenApi()) as { paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>> }
    const listed = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const))
    const wanted = new Map<string, readonly string[]>([...Object.values(commands).map(spec => [`POST ${spec.path}`, spec.refusals] as const), ...Object.values(queries).map(spec => [`GET ${spec.path}`, spec.refusals] as const)])
    expect(listed.map(([operation]) => operation).toSorted()).toEqual([...wanted.keys()].toSorted())
    for (const [operation, { responses }] of listed) {
      const text = JSON.stringify(responses)
      for (const code of [...wanted.get(operation) ?? [], ...anyRefusals]) expect(text, `${operation} lacks ${code}`).toContain(`"${code}"`)
    }
  })
})

/** Said by the server to itself, to a closing socket, or by the sign-in library's own routes: no command answers with these. */
const notOfCommands = new Set(['offer/still-open', 'account/signed-out', 'http/not-found', 'http/refused'])

test('every code in the source that a feature may refuse with stands in the table or with the messages', () => {
  const known = new Set<string>([...anyRefusals, ...Object.values(commands).flatMap(spec => spec.refusals), ...Object.values(queries).flatMap(spec => spec.refusals), ...Object.values(messageRefusals).flat(), ...notOfCommands])
  const root = new URL('../../', import.meta.url).pathname
  const files = globSync(['apps/server/src/features/**/*.ts', 'apps/server/src/*.ts', 'packages/{rounds,verdict,matching,prep}/src/*.ts'], { cwd: root }).filter(file => !/test|config\.ts$/.test(file))
  const codes = files.flatMap(file => [...readFileSync(`${root}${file}`, 'utf8').matchAll(/(?:refuse|refusal)\('([a-z-]+\/[a-z-]+)'/g)].map(([, code = '']) => `${file} ${code}`))
  expect(codes.length).toBeGreaterThan(80)
  expect(codes.filter(line => !known.has(line.split(' ')[1] ?? ''))).toEqual([])
})
