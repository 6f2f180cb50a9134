import { expect, test } from 'vitest'
import { readRunnerConfig } from './config.ts'

const secret = 's'.repeat(32)
const refusalOf = (environment: NodeJS.ProcessEnv) => {
  const read = readRunnerConfig(environment)
  return read.ok ? undefined : read.refusal.message
}

test('with a secret and a socket the rest has its defaults', () => {
  expect(readRunnerConfig({ RUNNER_SECRET: secret, RUNNER_SOCKET: '/run/unanimous/runner', RUNNER_JOBS: '' })).toMatchObject({ ok: true, value: { RUNNER_JOBS: 2, RUNNER_UID: 61_234 } })
})

test.each([
  [{ RUNNER_SOCKET: '/s' }, 'RUNNER_SECRET is missing.'],
  [{ RUNNER_SECRET: 'short', RUNNER_SOCKET: '/s' }, 'RUNNER_SECRET needs at least 32 characters.'],
  [{ RUNNER_SECRET: secret }, 'RUNNER_SOCKET is missing.'],
  [{ RUNNER_SECRET: secret, RUNNER_SOCKET: '0.0.0.0:99' }, 'RUNNER_SOCKET must be the absolute path of a socket or 127.0.0.1:PORT.'],
  [{ RUNNER_SECRET: secret, RUNNER_SOCKET: '/s', RUNNER_UID: '0' }, 'RUNNER_UID must not be 0: nothing runs as root.'],
  [{ RUNNER_SECRET: secret, RUNNER_SOCKET: '/s', RUNNER_JOBS: 'x' }, 'RUNNER_JOBS must be a whole number.'],
  [{ RUNNER_SECRET_FILE: '/nowhere', RUNNER_SOCKET: '/s' }, 'RUNNER_SECRET_FILE names a file that cannot be read.'],
])('%j is refused in words', (environment, message) => {
  expect(refusalOf(environment)).toBe(message)
})
