import { useLingui } from '@lingui/react/macro'
import { type CSSProperties, createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { flushSync } from 'react-dom'
import { cx } from './class-names.ts'
import { Logo } from './logo.tsx'

export interface PaneChoice {
  readonly open: number
  readonly onOpen: (index: number) => void
  /** Opens a pane if what stands in it cannot be seen now, so that a key can put the focus there. */
  readonly bring: (index: number, part: Element | null) => void
}

/** Which pane is open where they don't fit beside each other; `first` of them to begin with. */
export const usePaneChoice = (first = 0): PaneChoice => {
  const [open, onOpen] = useState(first)
  const bring = (index: number, part: Element | null) => {
    if (part?.checkVisibility() === false) flushSync(() => onOpen(index))
  }
  return { open, onOpen, bring }
}

export interface RoomFrameProps {
  /** In place of the logo that leads home at once. */
  readonly home?: ReactNode
  readonly title: ReactNode
  /** After the title: the round, who interviews. */
  readonly about?: ReactNode
  /** In the middle of the bar: the clock. */
  readonly centre?: ReactNode
  readonly tools?: ReactNode
  /** A second bar of 44 px: pacing. */
  readonly second?: ReactNode
  /** Under the bars, as high as it is: what interrupts where no column can say it. */
  readonly notice?: ReactNode
  /**
   * Columns of the panes, as CSS: `344px 1fr 264px`. Below 1024 px the pane marked `data-main` and the open one remain,
   * below 768 px only the open one.
   */
  readonly columns: string
  /** The panes in their order, for the bar that chooses among them where they don't fit beside each other. */
  readonly panes: readonly { readonly label: string; readonly icon: ReactNode }[]
  /** Given by a room whose keys lead into its panes. */
  readonly pane?: PaneChoice
  readonly children: ReactNode
}

/** An element that floats over the main pane, or pushes it down, whatever layout a room has: the screen that somebody shares. */
export const OverMain = createContext<HTMLElement | undefined>(undefined)

const OverMainSlot = () => {
  const host = useContext(OverMain)
  const take = useCallback((slot: HTMLDivElement | null) => {
    if (host) slot?.append(host)
  }, [host])
  return host ? <div className="over-main" ref={take} /> : null
}

interface HomeLogoProps {
  /** Given where leaving is asked about first. Opened in another tab, it leaves nothing. */
  readonly onPress?: () => void
}

/** The logo in the bar of a room, which leads home. */
export const HomeLogo = ({ onPress }: HomeLogoProps) => (
  <a
    href="/"
    aria-label="Unanimous"
    aria-haspopup={onPress && 'dialog'}
    onClick={event => {
      if (!onPress || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      onPress()
    }}
  >
    <Logo size={18} />
  </a>
)

/** A live room: a 48 px bar and panes parted by lines. Nothing in it moves unless a person moved it. */
export const RoomFrame = ({ home = <HomeLogo />, title, about, centre, tools, second, notice, columns, panes, pane, children }: RoomFrameProps) => {
  const { t } = useLingui()
  const own = usePaneChoice()
  const { open, onOpen } = pane ?? own
  return (
    <div className={cx('room', second !== undefined && 'two-bars')}>
      <header className="bar">
        {home}
        <h1 tabIndex={-1}>{title}</h1>
        {about}
        <span className="sp" />
        {centre}
        <span className="sp" />
        {tools}
      </header>
      {second}
      <div className="notices">{notice}</div>
      <main className="panes" id="page" data-open={open} style={{ '--panes': columns } as CSSProperties}>
        {children}
        <OverMainSlot />
      </main>
      <nav className="tabbar" aria-label={t`Panes`}>
        {panes.map(({ label, icon }, index) => (
          <button key={label} type="button" aria-pressed={open === index} onClick={() => onOpen(index)}>
            {icon}
            {label}
          </button>
        ))}
      </nav>
    </div>
  )
}

interface FullPageProps extends Pick<RoomFrameProps, 'title' | 'about' | 'tools' | 'children'> {
  /** No sheet: the page lies on the shell itself, as the green room does. */
  readonly bare?: boolean
}

/** A page without a sidebar, so that nobody wanders off in the middle of a judgement. */
export const FullPage = ({ title, about, tools, children, bare }: FullPageProps) => (
  <div className={cx('full', bare && 'bare')}>
    <header className="bar">
      <a href="/" aria-label="Unanimous">
        <Logo size={bare ? 20 : 18} />
      </a>
      <h1 tabIndex={-1}>{title}</h1>
      {about}
      <span className="sp" />
      {tools}
    </header>
    <main id="page" className={bare ? undefined : 'sheet'}>
      {children}
    </main>
  </div>
)

interface TileProps {
  readonly name: ReactNode
  readonly who: 'you' | 'peer'
  readonly talking?: boolean
  /** Their line is down: the last picture stays, without its colour. */
  readonly gone?: boolean
  /** Over the picture: what is wrong. */
  readonly over?: ReactNode
  readonly icon?: ReactNode
  /** A video, an image, or an avatar when the camera is off. */
  readonly children: ReactNode
}

export const Tile = ({ name, who, talking, gone, over, icon, children }: TileProps) => (
  <div className={cx('tile', talking && 'talk', gone && 'gone')} style={{ '--tc': `var(--${who})` } as CSSProperties}>
    {children}
    {over && <div className="ov">{over}</div>}
    <span className="tag">
      {icon}
      <span className="ell">{name}</span>
    </span>
  </div>
)
