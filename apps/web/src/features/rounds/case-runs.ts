import type { Pack } from '@unanimous/rounds'
import { createContext } from 'react'

/** Runs verified cases of a pack, by their numbers from 1. Both people see them from then on. */
export type RunCases = (pack: Pack, numbers: readonly number[]) => void

/** There where cases can be run: in a round with a test runner, in a language that something here runs, for its interviewer. */
export const CaseRuns = createContext<RunCases | undefined>(undefined)
