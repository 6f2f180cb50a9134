import { useLingui } from '@lingui/react/macro'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { announce } from './platform/announce.tsx'
import { cyclePanes, keyInText, type Scope, setLetters, useApplicableCommands, useCommands, useLetters } from './platform/keyboard.ts'
import { pressNewestToast } from './ui/toast.tsx'

const ShortcutSheet = lazy(() => import('./ui/shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })))

const withTextKeys = ({ title, commands }: Scope) => ({ title, commands: commands.map((command) => ({ ...command, inText: keyInText(command) })) })

/** Around every page: the keys that work anywhere, and where focus goes when the page changes. */
export const RootLayout = () => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [sheet, setSheet] = useState(false)
  const groups = useApplicableCommands()
  const lettersOn = useLetters()
  const go = (to: string) => () => void navigate({ to })
  useCommands(
    t`Anywhere`,
    [
      { id: 'shortcuts', label: t`Shortcuts`, keys: ['[Shift]+?'], run: () => setSheet(true) },
      { id: 'go-home', label: t`Home`, keys: ['g h'], run: go('/') },
      { id: 'go-practice', label: t`Practice`, keys: ['g p'], run: go('/practice') },
      { id: 'go-loops', label: t`Loops`, keys: ['g l'], run: go('/loops') },
      { id: 'go-history', label: t`History`, keys: ['g i'], run: go('/history') },
      { id: 'go-plan', label: t`Prep plan`, keys: ['g a'], run: go('/plan') },
      { id: 'go-library', label: t`Rounds library`, keys: ['g b'], run: go('/library') },
      { id: 'next-pane', label: t`Next pane`, keys: ['F6'], run: () => cyclePanes(1) },
      { id: 'previous-pane', label: t`Previous pane`, keys: ['Shift+F6'], run: () => cyclePanes(-1) },
      { id: 'undo', label: t`Undo, while the message stands`, keys: ['$mod+z'], notInText: true, run: pressNewestToast },
    ],
    'everywhere',
  )
  useFocusOnNewPage()
  usePageTitle()
  return (
    <>
      <Outlet />
      {sheet && (
        <Suspense>
          <ShortcutSheet open onClose={() => setSheet(false)} groups={groups.map(withTextKeys)} lettersOn={lettersOn} onLetters={setLetters} />
        </Suspense>
      )}
    </>
  )
}

/** A new page is announced by its heading, and reading goes on from there. The first page keeps the browser's own order. */
const useFocusOnNewPage = () => {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    const first = before.current === undefined
    before.current = path
    const heading = document.querySelector('h1')
    if (first || !heading) return
    heading.focus()
    announce(heading.textContent ?? '')
  }, [path])
}

/** A page is called what its heading says, in the browser's tab too. A page may say something else there afterwards. */
const usePageTitle = () => {
  useEffect(() => {
    let said = ''
    const look = () => {
      const heading = document.querySelector('h1')?.textContent?.trim() ?? ''
      if (heading === said || heading === '') return
      said = heading
      document.title = `${heading} · Unanimous`
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    look()
    return () => observer.disconnect()
  }, [])
}
