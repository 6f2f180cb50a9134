import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { ok, refuse, type Result } from '@unanimous/kernel'
import { z } from 'zod'

/** Every setting of this process; operators find the same in infra/OPERATIONS.md. */
const schema = z.object({
  RUNNER_SECRET: z.string('is missing').min(32, 'needs at least 32 characters'),
  RUNNER_SOCKET: z.string('is missing').refine((text) => isAbsolute(text) || /^(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/.test(text), 'must be the absolute path of a socket or 127.0.0.1:PORT'),
  RUNNER_JOBS: z.coerce.number('must be a whole number').int('must be a whole number').min(1, 'must not be below 1').max(64, 'must not be above 64').default(2),
  RUNNER_UID: z.coerce.number('must be a whole number').int('must be a whole number').min(1, 'must not be 0: nothing runs as root').max(4_000_000_000, 'is no user number').default(61_234),
  RUNNER_PATH: z.string().default('/usr/local/bin:/usr/bin:/bin:/usr/local/go/bin'),
  RUNNER_KOTLIN: z.string().refine(isAbsolute, 'must be an absolute path').optional(),
  RUNNER_SPOOL: z.string().refine(isAbsolute, 'must be an absolute path').default('/tmp'),
})

export type RunnerConfig = z.output<typeof schema>

const secretOf = (environment: NodeJS.ProcessEnv): string | undefined => {
  const file = environment['RUNNER_SECRET_FILE']
  return environment['RUNNER_SECRET'] ?? (file === undefined ? undefined : readFileSync(file, 'utf8').trim())
}

/** Refuses with the name of the first setting that is wrong and what it must look like. */
export const readRunnerConfig = (environment: NodeJS.ProcessEnv): Result<RunnerConfig> => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  let secret: string | undefined
  try {
    secret = secretOf(set)
  } catch {
    return refuse('config/unreadable', 'RUNNER_SECRET_FILE names a file that cannot be read.')
  }
  const parsed = schema.safeParse({ ...set, RUNNER_SECRET: secret })
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return refuse('config/invalid', `${String(issue?.path[0])} ${issue?.message}.`)
}
