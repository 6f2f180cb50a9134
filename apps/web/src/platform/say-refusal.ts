import { Refused } from './api.ts'
import { toast } from '../ui/toast.tsx'

/** The sentence of a refusal; whatever else went wrong is a bug and is thrown on. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof Refused) return error.message
  throw error
}

/** Says why something was not done, for acts without a field to say it under. */
export const sayRefusal = (error: unknown): void => {
  toast(sentenceOf(error), { tone: 'bad' })
}
