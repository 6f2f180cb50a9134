export * from './kinds.ts'
export * from './pack.ts'
