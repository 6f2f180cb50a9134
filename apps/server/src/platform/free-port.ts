import { createServer } from 'node:net'

/** Why nothing can listen here, as the system's error code; undefined when it can. Asked before anything is created. */
export const listenProblem = (port: number, host: string): Promise<string | undefined> => new Promise(resolve => {
  const probe = createServer()
  probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  probe.listen({ port, host }, () => probe.close(() => resolve(undefined)))
})
