// Comes with the first run, not with the room.
export { createBrowserBackend } from '@unanimous/runner/browser'
