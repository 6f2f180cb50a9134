// Comes with the first run, not with the room.
export { createBrowserBackend, javaCases, readCases } from '@unanimous/runner/browser'
