/** The door for browsers: what makes frames and workers, and what comes with the first run. */
export { createBrowserBackend } from './browser-backend.ts'
export { javaCases, readCases, type JavaCases } from './java-cases.ts'
