import { browserLanguages, type RunBackend, type Runnable } from '@unanimous/runner'
import type { CodeLanguage } from '../../platform/words.ts'

/** Runs what a browser cannot, where the host of this installation offers that. */
export interface HostRunner {
  readonly languages: readonly CodeLanguage[]
  readonly backend: RunBackend
}

/** Where each language is run from this page. */
export interface Backends {
  runnable(language: CodeLanguage): Runnable
  backendOf(language: CodeLanguage): Promise<RunBackend | undefined>
  /** Ends everything that runs in this browser. */
  close(): void
}

export const createBackends = (host: HostRunner | undefined): Backends => {
  let browser: Promise<RunBackend & { close(): void }> | undefined
  const runnable = (language: CodeLanguage): Runnable =>
    browserLanguages.includes(language) ? 'browser' : host?.languages.includes(language) ? 'server' : 'none'
  return {
    runnable,
    async backendOf(language) {
      const where = runnable(language)
      if (where === 'server') return host?.backend
      if (where === 'none') return undefined
      browser ??= import('./browser.ts').then(({ createBrowserBackend }) => createBrowserBackend())
      return browser
    },
    close() {
      void browser?.then(backend => backend.close())
      browser = undefined
    },
  }
}
