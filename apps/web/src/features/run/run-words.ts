import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { type CodeLanguage, useWords } from '../../platform/words.ts'
import type { ShownRun } from './shown-runs.ts'

const seconds = (ms: number): string => (ms / 1_000).toFixed(2)

/** Its files are here, or about: their lengths are known about, and what is left to do then is to start it. */
export const isLoaded = (share: number | undefined): boolean => share !== undefined && share >= 0.95

/** How the page speaks of runs. `peer` is the other person's name where the run is theirs. */
export const useRunWords = () => {
  const { t } = useLingui()
  const names = useWords()
  return useMemo(() => {
    const noRunner = (language: CodeLanguage): string => {
      const name = names.codeLanguage(language)
      return t`This host has no runner for ${name}. The text stays editable: talk it through.`
    }
    const title = ({ status, ms }: ShownRun, number: number, peer: string | undefined): string => {
      const took = seconds(ms)
      if (status === 'unavailable') return t`Run ${number}, did not start`
      if (status === 'lost') return peer === undefined ? t`Run ${number}, lost, by you` : t`Run ${number}, lost, by ${peer}`
      return peer === undefined ? t`Run ${number}, ${took} s, by you` : t`Run ${number}, ${took} s, by ${peer}`
    }
    return {
      noRunner, title,
      active: ({ status, language, loaded }: ShownRun, peer: string | undefined): string => {
        const name = names.codeLanguage(language)
        const percent = Math.round((loaded ?? 0) * 100)
        if (peer !== undefined) return t`${peer} is running…`
        if (status === 'preparing' && isLoaded(loaded)) return t`Starting ${name}…`
        if (status === 'preparing') return loaded === undefined ? t`${name} is getting ready…` : t`Loading ${name}, ${percent} %`
        return t`Running…`
      },
      /** How it ended, where that has to be said. */
      end: ({ status, language, chunks, cases, message }: ShownRun): string | undefined => {
        if (status === 'unavailable') return message ?? noRunner(language)
        if (status === 'timed-out') return t`Stopped: it ran for 10 seconds without coming to an end.`
        if (status === 'stopped') return t`Stopped.`
        if (status === 'lost') return t`Lost: the page that ran it has gone.`
        return status === 'done' && cases === undefined && chunks.every(chunk => chunk === '') ? t`It ended without printing anything.` : undefined
      },
    }
  }, [t, names])
}
