export * from './accounts.ts'
export * from './matching.ts'
export * from './scorecards.ts'
export * from './sessions.ts'
