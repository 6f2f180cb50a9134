/** The door for browsers: what makes frames and workers. */
export { createBrowserBackend } from './browser-backend.ts'
