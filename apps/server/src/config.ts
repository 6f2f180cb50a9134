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
  LOG_LEVEL: { schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']), preset: 'warn', meaning: 'how much to log' },
} as const

type Settings = typeof settings
export type Config = { readonly [K in keyof Settings]: z.output<Settings[K]['schema']> } & { readonly lan: boolean }

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
  const unknown = args.find(arg => arg !== '--lan')
  if (unknown !== undefined) return refuse('config/unknown-option', `There is no option ${unknown}; the only one is --lan.`)
  return checkTogether({ ...values, lan: args.includes('--lan') } as Config)
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

const checkTogether = (config: Config): Result<Config> => {
  if ((config.TURN_URL === undefined) !== (config.TURN_SECRET === undefined)) {
    return refuse('config/invalid', 'TURN_URL and TURN_SECRET go together: set both or neither.')
  }
  if (config.RELAY_ONLY && config.TURN_URL === undefined) return refuse('config/invalid', 'RELAY_ONLY needs TURN_URL and TURN_SECRET.')
  return ok(config)
}

/** Name, default and meaning of every setting, for the operator's table. */
export const settingsTable = Object.entries(settings).map(([name, setting]) => ({
  name, preset: 'preset' in setting ? setting.preset : '', meaning: setting.meaning,
}))
