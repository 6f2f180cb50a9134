import { ok, refuse } from '@unanimous/kernel'
import type { Result } from '@unanimous/kernel'
import type { PrepTask } from './tasks.ts'

/** What is said aloud after a problem: a hundred times as much, what breaks first, what one would swap. (domain.md 8) */
export const EXTENSIONS = ['hundredfold', 'breaks_first', 'swap'] as const
export type Extension = (typeof EXTENSIONS)[number]

/** What comes with a tick. */
export interface TickedWith {
  /** The answer to a box, in one's own words. */
  readonly words?: string
  readonly extensions?: readonly Extension[]
}

/** Why a task cannot be ticked like this, if so: a box wants words, and a problem all three extensions said aloud. (domain.md 8) */
export const checkTick = (task: PrepTask, { words = '', extensions = [] }: TickedWith): Result<PrepTask> => {
  if (task.form === 'box' && words.trim() === '') return refuse('plan/words-first', 'Answer it in your own words first. One sentence will do.')
  if (task.form === 'problem' && EXTENSIONS.some(each => !extensions.includes(each))) return refuse(
    'plan/extensions-first', 'Say all three extensions aloud first: a hundred times as much, what breaks first, what you would swap.'
  )
  return ok(task)
}
