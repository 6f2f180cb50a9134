/** What tests and benchmarks use of the runner; the product starts main.ts. */
export { boxArguments, type Box } from './box.ts'
export { openRunner, type OpenRunner, type RunnerOptions } from './open-runner.ts'
export { verdictOf } from './verdict.ts'
