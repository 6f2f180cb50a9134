import { DESIGN_WORDS, dimensionsOf, PRONOUNS, ROUND_KINDS, type DimensionId } from '@unanimous/rounds'
import { z } from 'zod'
import { limits } from './limits.ts'

/** 128 random bits in base64url. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'must be an id of 22 base64url characters')
/** Made by the client for each command, so that a retry applies once. */
export const commandIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be 16 to 64 base64url characters')
export const roundKindSchema = z.enum(['recruiter', 'hm', 'tech', 'coding', 'sd', 'culture', 'deep', 'extension'])
export const loopSeatSchema = z.enum(['recruiter', 'hm', 'tech', 'coding1', 'coding2', 'sd', 'culture', 'deep'])
export const levelSchema = z.enum(['L4', 'L5'])
export const languageSchema = z.enum(['typescript', 'javascript', 'python', 'java', 'kotlin', 'go', 'cpp', 'rust', 'sql', 'plain'])
/** A spoken language as a BCP 47 primary tag. */
export const spokenLanguageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'must be a language tag such as en or pt-BR')
const allDimensions = [...new Set(ROUND_KINDS.flatMap(kind => dimensionsOf(kind).map(dimension => dimension.id)))]
/** A dimension of some card, such as `sd.resilience`; `conduct` belongs to none. */
export const dimensionSchema = z.enum(['conduct', ...allDimensions] as [DimensionId, ...DimensionId[]])
export const lengthSchema = z.union([z.literal(45), z.literal(60)])
/** What an interviewer counts as they hear it. */
export const heardSchema = z.enum([...DESIGN_WORDS, ...PRONOUNS])
export const markSchema = z.enum(['nailed', 'partial', 'struggled', 'skipped'])
export const polaritySchema = z.enum(['+', '-', '0'])
export const voteSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
/** `pack id/node id`. */
export const nodeSchema = z.string().min(3).max(120).regex(/^[a-z0-9.-]+\/[a-z0-9-]+$/, 'must be pack id/node id')
export const packSchema = z.string().min(3).max(80).regex(/^[a-z0-9.-]+$/, 'must be a pack id')
export const handleSchema = z.string().trim().min(2, 'needs two characters').max(limits.handleChars)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u, 'may hold letters, digits, dots, dashes and spaces')
/** What a guest wants to be called: anything that stays on its line and turns no text around it. */
export const nameSchema = z.string().trim().min(1).max(limits.nameChars).refine(
  name => !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(name), 'must not hold control characters'
)
export const instantSchema = z.number().int().nonnegative()
/** Where a page of rows ended, given back to read the next one: its moment and its round. */
export const pageEndSchema = z.string().regex(/^\d{1,15}\.[A-Za-z0-9_-]{22}$/)
/** Text a person typed: line ends made uniform, control characters refused. */
export const textSchema = (maxChars: number) =>
  z.string().max(maxChars).transform(text => text.replace(/\r\n?/g, '\n'))
    .refine(text => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text), 'must not hold control characters')
/** The same, with at least one visible character. */
export const saidSchema = (maxChars: number) => textSchema(maxChars).refine(text => text.trim().length > 0, 'must not be empty')
export const nothing = z.strictObject({})
