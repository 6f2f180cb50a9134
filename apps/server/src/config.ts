import { readFileSync } from 'node:fs'
import { ok, refuse, type Result } from '@unanimous/kernel'
import { z } from 'zod'

const url = (protocols: string[]) => z.string().refine(text => URL.canParse(text) && protocols.includes(new URL(text).protocol.replace(':', '')),
  `must be a URL beginning with ${protocols.join(':// or ')}://`)
const flag = z.enum(['true', 'false']).transform(text => text === 'true')

/** Every setting: shape, unit, default and meaning. Operators find the same table in infra/OPERATIONS.md. */
const settings = {
  PORT: {
    schema: z.coerce.number('must be a whole number from 0 to 65535').int('must be a whole number').min(0, 'must not be below 0').max(65535, 'must not be above 65535'),
    preset: '3000', meaning: 'TCP port to listen on',
  },
  HOST: { schema: z.string().min(1), preset: 'localhost', meaning: 'address to listen on' },
  DATA_DIR: { schema: z.string().min(1), preset: './data', meaning: 'folder of the embedded database and the documents' },
  DATABASE_URL: { schema: url(['postgres', 'postgresql']).optional(), meaning: 'PostgreSQL to use instead of the embedded database' },
  PUBLIC_URL: { schema: url(['http', 'https']).optional(), meaning: 'the address people open from outside, behind a proxy or tunnel' },
  TRUST_PROXY: { schema: flag, preset: 'false', meaning: 'take the client address from X-Forwarded-For (set behind a proxy you run)' },
  TURN_URL: {
    schema: z.string().regex(/^turns?:[^\s?]+(\?transport=(udp|tcp))?$/, 'must look like turn:host:port').optional(),
    meaning: 'relay for calls, such as turn:turn.example.org:3478',
  },
  TURN_SECRET: {
    schema: z.string().min(8, 'needs at least 8 characters').optional(),
    meaning: 'shared secret of that relay; TURN_SECRET_FILE reads it from a file',
  },
  RELAY_ONLY: {
    schema: flag, preset: 'false', meaning: 'send every call through the relay, so that peers never learn each other’s address',
  },
  MODERATORS: {
    schema: z.string().transform(text => text.split(',').map(part => part.trim().toLowerCase()).filter(part => part !== '')).pipe(z.array(z.email('must be e-mail addresses with commas between them'))),
    preset: '', meaning: 'e-mail addresses of members who may void a card for abuse or a leaked pack, with commas between them',
  },
  SMTP_URL: {
    schema: url(['smtp', 'smtps']).optional(),
    meaning: 'mail server, such as smtps://user:password@mail.example.org; SMTP_URL_FILE reads it from a file',
  },
  MAIL_FROM: {
    schema: z.string().regex(/^([^<>@\s][^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must look like Unanimous <mock@example.org>').optional(),
    meaning: 'sender of every mail',
  },
  GITHUB_CLIENT_ID: { schema: z.string().min(1).optional(), meaning: 'OAuth app at GitHub, to offer signing in with it' },
  GITHUB_CLIENT_SECRET: { schema: z.string().min(1).optional(), meaning: 'its secret; GITHUB_CLIENT_SECRET_FILE reads it from a file' },
  RUNNER: { schema: z.enum(['off', 'bwrap'], 'must be off or bwrap'), preset: 'off', meaning: 'whether code in Java, Kotlin, Go, C++ and Rust runs on this machine, in boxes' },
  RUNNER_SOCKET: {
    schema: z.string().regex(/^(\/.+|(127\.0\.0\.1|localhost|\[::1\]):\d{1,5})$/, 'must be the absolute path of a socket or 127.0.0.1:PORT').optional(),
    meaning: 'where the runner listens, when it is not started by npm start',
  },
  RUNNER_SECRET: {
    schema: z.string().min(32, 'needs at least 32 characters').optional(),
    meaning: 'what proves server and runner to each other; RUNNER_SECRET_FILE reads it from a file',
  },
  LOG_LEVEL: { schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']), preset: 'warn', meaning: 'how much to log' },
} as const

type Settings = typeof settings
export type Config = { readonly [K in keyof Settings]: z.output<Settings[K]['schema']> } & {
  readonly lan: boolean
  /** Send one mail to this address and end, instead of serving. */
  readonly mailTest: string | undefined
}

const readSecretFile = (environment: NodeJS.ProcessEnv, name: string): string | undefined => {
  const file = environment[`${name}_FILE`]
  return file === undefined ? undefined : readFileSync(file, 'utf8').trim()
}

/** Reads the environment. Refuses with the name of the first setting that is wrong, what it must look like, and what it was. */
export const readConfig = (environment: NodeJS.ProcessEnv, args: readonly string[]): Result<Config> => {
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(settings)) {
    const value = readSetting(environment, name, setting)
    if (!value.ok) return value
    values[name] = value.value
  }
  const mailTest = args[0] === '--mail-test' ? args[1] ?? '' : undefined
  const unknown = args.slice(mailTest === undefined ? 0 : 2).find(arg => arg !== '--lan')
  if (unknown !== undefined) return refuse('config/unknown-option', `There is no option ${unknown}; there are --lan and --mail-test ADDRESS.`)
  return checkTogether({ ...values, lan: args.includes('--lan'), mailTest } as Config)
}

const readSetting = (environment: NodeJS.ProcessEnv, name: string, setting: Settings[keyof Settings]): Result<unknown> => {
  let raw: string | undefined
  try {
    raw = environment[name] ?? readSecretFile(environment, name)
  } catch {
    return refuse('config/unreadable', `${name}_FILE names a file that cannot be read.`)
  }
  const preset = 'preset' in setting ? setting.preset : undefined
  const parsed = setting.schema.safeParse(raw === '' ? preset : raw ?? preset)
  return parsed.success ? ok(parsed.data) : refuse(
    'config/invalid', `${name} ${parsed.error.issues[0]?.message ?? 'is not valid'} (${setting.meaning}).`
  )
}

const pairs = [['TURN_URL', 'TURN_SECRET'], ['SMTP_URL', 'MAIL_FROM'], ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'], ['RUNNER_SOCKET', 'RUNNER_SECRET']] as const

const checkTogether = (config: Config): Result<Config> => {
  const half = pairs.find(([one, other]) => (config[one] === undefined) !== (config[other] === undefined))
  if (half) return refuse('config/invalid', `${half[0]} and ${half[1]} go together: set both or neither.`)
  if (config.RUNNER !== 'off' && config.RUNNER_SOCKET === undefined) return refuse('config/invalid', 'RUNNER needs RUNNER_SOCKET and RUNNER_SECRET.')
  if (config.RELAY_ONLY && config.TURN_URL === undefined) return refuse('config/invalid', 'RELAY_ONLY needs TURN_URL and TURN_SECRET.')
  // The host in a request is whatever its sender likes, so a link that opens an account is never made from it.
  const linking = config.PUBLIC_URL === undefined ? (['SMTP_URL', 'GITHUB_CLIENT_ID'] as const).find(name => config[name] !== undefined) : undefined
  if (linking) return refuse('config/invalid', `${linking} needs PUBLIC_URL: the links that lead back here begin with it.`)
  return config.mailTest === undefined ? ok(config) : checkMailTest(config, config.mailTest)
}

const checkMailTest = (config: Config, address: string): Result<Config> => {
  if (config.SMTP_URL === undefined) return refuse('config/invalid', '--mail-test needs SMTP_URL and MAIL_FROM.')
  return z.email().safeParse(address).success ? ok(config) : refuse('config/invalid', '--mail-test needs the address to write to.')
}

/** Name, default and meaning of every setting, for the operator's table. */
export const settingsTable = Object.entries(settings).map(([name, setting]) => ({
  name, preset: 'preset' in setting ? setting.preset : '', meaning: setting.meaning,
}))
