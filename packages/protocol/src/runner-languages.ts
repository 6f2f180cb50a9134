/** What only a runner beside the server can run. Apart from the schemas, so that a page may ask without fetching them. */
export const RUNNER_LANGUAGES = ['java', 'kotlin', 'go', 'cpp', 'rust'] as const
export type RunnerLanguage = (typeof RUNNER_LANGUAGES)[number]
