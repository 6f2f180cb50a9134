import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { speak, storedLocale } from './platform/i18n.ts'
import { startKeyboard } from './platform/keyboard.ts'
import { reloadOnce } from './platform/reload-once.ts'
import './ui/ui.css'

/** A part that cannot be fetched is either of a page that was replaced meanwhile, or the line is down: then a reload would lose the page. */
const reloadIfReplaced = async (): Promise<void> => {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  if (answer?.ok === true) reloadOnce()
}

window.addEventListener('vite:preloadError', () => void reloadIfReplaced())

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await speak(storedLocale())
startKeyboard()
createRoot(root).render(<App />)
