import { useLingui } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { BookOpen, CalendarDays, ChartNoAxesColumn, ChevronsUpDown, CircleDashed, House, Keyboard, LogOut, Monitor, Moon, Settings, Sun, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { MatchWatch } from './features/matching/match-watch.tsx'
import { signOut } from './platform/account.ts'
import { useApplicableCommands, useCommands } from './platform/keyboard.ts'
import { KindIcon } from './platform/kind-icon.tsx'
import { useHomeChanges, useRead } from './platform/queries.ts'
import { placeOf } from './platform/session-place.ts'
import { setTheme, useTheme } from './platform/theme.ts'
import { useWords } from './platform/words.ts'
import { AppShell, NavButton, type NavItem } from './ui/app-shell.tsx'
import { Kbd } from './ui/kbd.tsx'
import { Menu, type MenuItem } from './ui/menu.tsx'
import { Avatar } from './ui/surfaces.tsx'

type NextSession = Home['next'][number]

const useUpcoming = (next: readonly NextSession[]): readonly NavItem[] => {
  const { t } = useLingui()
  const words = useWords()
  return next.filter(session => session.phase !== 'filing').slice(0, 4).map(session => {
    const kind = session.rounds.find(round => round.state !== 'ended')?.kind ?? 'coding'
    const kindName = words.kind(kind)
    const peer = session.peer
    return {
      href: placeOf(session), icon: <KindIcon kind={kind} />, label: peer === null ? kindName : t`${kindName} · ${peer}`,
      after: session.phase === 'green-room' ? undefined : t`Live`,
    }
  })
}

/** The frame of every page outside a room, for signed-in people: where to go, what is next, who one is. */
export const Shell = () => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const path = useRouterState({ select: state => state.location.pathname })
  const home = useRead('home', {})
  useHomeChanges()
  useCommands(t`Anywhere`, [{ id: 'find-peer', label: t`Find a peer`, keys: ['n'], run: () => void navigate({ to: '/practice' }) }], 'everywhere')
  const waiting = home.data?.waiting.length ?? 0
  const item = (href: string, label: string, icon: ReactNode): NavItem => ({ href, label, icon, current: href === '/' ? path === '/' : path.startsWith(href) })
  const nav = [
    { ...item('/', t`Home`, <House />), ...(waiting > 0 ? { after: waiting, hot: true } : {}) },
    item('/practice', t`Practice`, <UsersRound />),
    item('/loops', t`Loops`, <CircleDashed />),
    item('/history', t`History`, <ChartNoAxesColumn />),
  ]
  // The bar of a phone has room for five; there the home page leads to the plan and the practice page to the library.
  const plan = { ...item('/plan', t`Prep plan`, <CalendarDays />), ...(path.startsWith('/stories') ? { current: true } : {}) }
  const library = item('/library', t`Rounds library`, <BookOpen />)
  const handle = home.data?.handle ?? ''
  return (
    <AppShell
      nav={[...nav, plan, library]}
      upcoming={useUpcoming(home.data?.next ?? [])}
      tabs={[...nav, { ...item('/settings', t`You`, <Avatar name={handle} who="you" />) }]}
      foot={<Foot handle={handle} />}
    >
      <Outlet />
      {home.data?.guest === false && !path.startsWith('/practice') && <MatchWatch />}
    </AppShell>
  )
}

const Foot = ({ handle }: { readonly handle: string }) => {
  const { t } = useLingui()
  const shortcuts = useApplicableCommands().flatMap(scope => scope.commands).find(command => command.id === 'shortcuts')
  return (
    <>
      {shortcuts && <NavButton label={t`Shortcuts`} icon={<Keyboard />} after={<Kbd keys="?" />} onPress={shortcuts.run} />}
      <AccountMenu handle={handle} />
    </>
  )
}

const AccountMenu = ({ handle }: { readonly handle: string }) => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const theme = useTheme()
  const items: readonly MenuItem[] = [
    { label: t`Settings`, icon: <Settings />, onPress: () => void navigate({ to: '/settings' }) },
    { label: t`System theme`, icon: <Monitor />, checked: theme === 'system', apart: true, onPress: () => setTheme('system') },
    { label: t`Light`, icon: <Sun />, checked: theme === 'light', onPress: () => setTheme('light') },
    { label: t`Dark`, icon: <Moon />, checked: theme === 'dark', onPress: () => setTheme('dark') },
    { label: t`Sign out`, icon: <LogOut />, apart: true, onPress: () => void signOut() },
  ]
  return (
    <Menu
      className="nav"
      label={t`Account`}
      items={items}
      trigger={<>
        <Avatar name={handle} who="you" />
        <span className="ell">{handle === '' ? t`Account` : handle}</span>
        <span className="n"><ChevronsUpDown className="s" /></span>
      </>}
    />
  )
}
