import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { speak, storedLocale } from './platform/i18n.ts'
import { startKeyboard } from './platform/keyboard.ts'
import { reloadOnce } from './platform/reload-once.ts'
import './ui/ui.css'

window.addEventListener('vite:preloadError', event => {
  if (reloadOnce()) event.preventDefault()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await speak(storedLocale())
startKeyboard()
createRoot(root).render(<App />)
