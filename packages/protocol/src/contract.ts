import { oc } from '@orpc/contract'
import { anyRefusals, type CommandSpec, type QuerySpec } from './command.ts'
import { commands, queries } from './table.ts'

const statusOf = (code: string): number => {
  if (code === 'account/sign-in-first') return 401
  if (code.endsWith('/not-yours') || code.endsWith('/not-your-role') || code === 'account/members-only') return 403
  if (code.endsWith('/unknown')) return 404
  if (code.startsWith('input/')) return 400
  if (code.startsWith('rate/')) return 429
  if (code === 'storage/unavailable') return 503
  if (code === 'server/internal') return 500
  return 409
}

/** HTTP status of a refusal code; the body always carries the code itself. */
export { statusOf as httpStatusOf }

const errorsOf = (spec: CommandSpec | QuerySpec) =>
  Object.fromEntries([...spec.refusals, ...anyRefusals].map(code => [code, { status: statusOf(code) }]))

const operation = (spec: CommandSpec | QuerySpec, method: 'GET' | 'POST', name: string) =>
  oc.route({ method, path: spec.path, summary: spec.summary, operationId: name, tags: [spec.path.split('/')[1] ?? ''] })
    .errors(errorsOf(spec)).input(spec.input).output(spec.output)

/** The HTTP door as an oRPC contract, built from the two tables: commands are POST, queries GET. */
export const contract = {
  ...Object.fromEntries(Object.entries(commands).map(([name, spec]) => [name, operation(spec, 'POST', name)])),
  ...Object.fromEntries(Object.entries(queries).map(([name, spec]) => [`get-${name}`, operation(spec, 'GET', name)])),
}
