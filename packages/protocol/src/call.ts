import { z } from 'zod'
import { query } from './command.ts'
import { nothing } from './words.ts'

const iceServerSchema = z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() })

export const callQueries = {
  'line-test': query({
    summary: 'What a page needs to test its ways out: relay credentials for some minutes, and a ticket to an empty document.',
    who: 'person', path: '/call/line-test', input: nothing,
    output: z.object({
      /** Empty where no relay is configured. */
      iceServers: z.array(iceServerSchema),
      /** The server lets calls run through the relay alone. */
      relayOnly: z.boolean(),
      document: z.object({ url: z.string(), name: z.string(), ticket: z.string() }),
    }),
    refusals: [],
  }),
} as const
