import { randomBytes } from 'node:crypto'
import type { Ids, Random } from '@unanimous/kernel'

/** 128 random bits a call. */
export const systemIds: Ids = { fresh: () => randomBytes(16).toString('base64url') }
export const systemRandom: Random = { next: () => Math.random() }
