import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { speak, storedLocale } from './platform/i18n.ts'
import { startKeyboard } from './platform/keyboard.ts'
import { readStored, writeStored } from './platform/stored.ts'
import './ui/ui.css'

/** After an update of the server the old page's parts are gone: the new page is fetched, once, unless it fails the same way. */
const reloadedAt = 'reloaded-for-update'
window.addEventListener('vite:preloadError', event => {
  const before = Number(readStored(reloadedAt) ?? 0)
  if (Date.now() - before < 60_000) return
  event.preventDefault()
  writeStored(reloadedAt, String(Date.now()))
  location.reload()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await speak(storedLocale())
startKeyboard()
createRoot(root).render(<App />)
