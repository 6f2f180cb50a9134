import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Logo } from './logo.tsx'

export interface NavItem {
  readonly href: string
  readonly label: string
  readonly icon: ReactNode
  readonly current?: boolean
  /** What stands at the right: a count, a time, keys. */
  readonly after?: ReactNode
  /** The count waits on the person: it is filled. */
  readonly hot?: boolean
}

interface AppShellProps {
  readonly nav: readonly NavItem[]
  /** Above the navigation: search. */
  readonly lead?: ReactNode
  /** Below it: what is upcoming. */
  readonly upcoming?: readonly NavItem[]
  /** At the foot: shortcuts and the account. */
  readonly foot?: ReactNode
  /** At most five, for the bar at the bottom of a phone. */
  readonly tabs: readonly NavItem[]
  readonly children: ReactNode
}

/** One line of the sidebar that leads somewhere. */
export const NavLink = ({ href, label, icon, current, after, hot }: NavItem) => (
  <a className="nav" href={href} aria-current={current ? 'page' : undefined} title={label}>
    {icon}
    <span className="ell">{label}</span>
    {after !== undefined && <span className={cx('n', hot && 'hot')}>{after}</span>}
  </a>
)

interface NavButtonProps extends Pick<NavItem, 'label' | 'icon' | 'after'> {
  readonly onPress: () => void
}

/** One line of the sidebar that does something. */
export const NavButton = ({ label, icon, after, onPress }: NavButtonProps) => (
  <button type="button" className="nav" onClick={onPress} title={label}>
    {icon}
    <span className="ell">{label}</span>
    {after !== undefined && <span className="n">{after}</span>}
  </button>
)

/** The frame of every page outside a room: sidebar, inset sheet, tab bar on phones. */
export const AppShell = ({ nav, lead, upcoming, foot, tabs, children }: AppShellProps) => {
  const { t } = useLingui()
  return (
    <>
      <SkipLink />
      <div className="shell">
        <nav className="side" aria-label={t`Main`}>
          <a className="brand" href="/">
            <Logo />
            <span>Unanimous</span>
          </a>
          {lead}
          {lead && <div className="gap" />}
          {nav.map((item) => (
            <NavLink key={item.href} {...item} />
          ))}
          {upcoming && upcoming.length > 0 && (
            <div className="navcap">
              <Trans>Upcoming</Trans>
            </div>
          )}
          {upcoming?.map((item) => (
            <NavLink key={item.href} {...item} />
          ))}
          <div className="sp" />
          {foot}
        </nav>
        {children}
      </div>
      <nav className="tabbar" aria-label={t`Main, on a phone`}>
        {tabs.map((item) => (
          <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.icon}
            {item.label}
          </a>
        ))}
      </nav>
    </>
  )
}

/** Jumps over the navigation to the page itself. */
export const SkipLink = () => (
  <a className="btn pri skip" href="#page">
    <Trans>Skip to the page</Trans>
  </a>
)

interface SheetProps {
  readonly title: ReactNode
  /** Beside the title: a chip, a crumb, a sentence. */
  readonly beside?: ReactNode
  readonly tools?: ReactNode
  readonly children: ReactNode
  /** The page scrolls in parts of its own. */
  readonly still?: boolean
}

/** A page inside the shell: its 52 px bar with the `h1`, then what scrolls. Focus goes to the `h1` when the route changes. */
export const Sheet = ({ title, beside, tools, children, still }: SheetProps) => (
  <main className="sheet" id="page">
    <TopBar title={title} beside={beside} tools={tools} />
    {still ? children : <div className="scroll">{children}</div>}
  </main>
)

export const TopBar = ({ title, beside, tools }: Pick<SheetProps, 'title' | 'beside' | 'tools'>) => (
  <header className="top">
    <h1 tabIndex={-1}>{title}</h1>
    {beside}
    <span className="sp" />
    {tools}
  </header>
)
