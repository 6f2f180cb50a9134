import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import { LoopRing } from './loop-ring.tsx'
import { usePatience } from './patience.ts'

interface Box {
  readonly children: ReactNode
  readonly className?: string
}

/** A thing to pick up or act on. What is merely beside something else gets a line, not a card. */
export const Card = ({ children, className }: Box) => <div className={cx('card pad', className)}>{children}</div>

interface ActionCardProps {
  readonly icon: ReactNode
  readonly title: ReactNode
  readonly about: ReactNode
  readonly chip?: ReactNode
  /** The one button. */
  readonly action: ReactNode
}

/** Something that waits on a person: what, why, until when, and the button. */
export const ActionCard = ({ icon, title, about, chip, action }: ActionCardProps) => (
  <div className="card act">
    {icon}
    <div>
      <b>{title}</b>
      <p className="dim sm">{about}</p>
    </div>
    {chip ?? <span />}
    {action}
  </div>
)

interface PanelProps extends Box {
  readonly title: ReactNode
  readonly icon?: ReactNode
  /** What stands at the right end of its 40 px head. */
  readonly tools?: ReactNode
  /** `aside`, `section`… and a name, because F6 walks the panels of a room. */
  readonly label: string
  readonly sunk?: boolean
}

export const Panel = ({ title, icon, tools, label, sunk, children, className }: PanelProps) => (
  <section className={cx('panel', sunk && 'sunk', className)} aria-label={label} data-pane tabIndex={-1}>
    <div className="ph">
      {icon}
      <h2>{title}</h2>
      <span className="sp" />
      {tools}
    </div>
    {children}
  </section>
)

export type BannerTone = 'mark' | 'ok' | 'warn' | 'bad'

interface BannerProps {
  readonly tone?: BannerTone
  readonly icon?: ReactNode
  readonly title: ReactNode
  /** What still works, what is kept, what can be done. */
  readonly about?: ReactNode
  readonly action?: ReactNode
  /** Only a lost connection or a failed device may interrupt. */
  readonly urgent?: boolean
}

export const Banner = ({ tone = 'mark', icon, title, about, action, urgent }: BannerProps) => (
  <div className={cx('banner', tone !== 'mark' && tone)} role={urgent ? 'alert' : 'status'}>
    {icon}
    <div>
      <b>{title}</b>
      {about && <p className="sm">{about}</p>}
    </div>
    <span className="sp" />
    {action}
  </div>
)

interface SkeletonProps {
  readonly width?: string
  readonly height?: number
  readonly round?: boolean
}

export const Skeleton = ({ width = '100%', height = 12, round }: SkeletonProps) => (
  <span className={cx('sk', round && 'round')} style={{ width, height }} aria-hidden="true" />
)

interface LoadingProps {
  readonly label: string
  /** How many rows the content usually has. */
  readonly rows?: number
  readonly withLead?: boolean
}

const rowWidths = ['42%', '49%', '35%', '46%']

/** A page shaped like what is coming, shown only once 300 ms have passed: shorter waits show nothing, longer ones say so. */
export const Loading = ({ label, rows = 4, withLead = true }: LoadingProps) => {
  const patience = usePatience()
  return (
    <div className="sk-rows" role="status" aria-busy="true" aria-label={label} hidden={patience === 'nothing'}>
      {withLead && (
        <div className="lead">
          <Skeleton round width="96px" height={96} />
          <div>
            <Skeleton width="60%" height={20} />
            <Skeleton width="84%" />
            <Skeleton width="46%" />
          </div>
        </div>
      )}
      {Array.from({ length: rows }, (_, index) => (
        <div className="line" key={index}>
          <Skeleton width="18px" height={18} />
          <Skeleton width={rowWidths[index % rowWidths.length] ?? '42%'} />
          <span className="sp" />
          <Skeleton width="56px" />
        </div>
      ))}
      {patience !== 'nothing' && patience !== 'shape' && <p className="dim sm">{label}…</p>}
      {patience === 'help' && (
        <p className="row g2 wrap sm">
          <span><Trans>This takes longer than it should. What you saved is safe.</Trans></span>
          <Button size="sm" onClick={() => location.reload()}><Trans>Load the page again</Trans></Button>
        </p>
      )}
    </div>
  )
}

interface EmptyStateProps {
  readonly title: ReactNode
  readonly about: ReactNode
  /** The primary, then the secondary. */
  readonly actions?: ReactNode
  /** The unfilled ring unless something else says it better. */
  readonly picture?: ReactNode
  /** The whole page is this, so its title is the page's. */
  readonly alone?: boolean
}

const openLoop = [6, 2, 4, 4, 14, 10].map((weight) => ({ weight, state: 'open' }) as const)

export const EmptyState = ({ title, about, actions, picture, alone }: EmptyStateProps) => (
  <div className="empty">
    {picture ?? <LoopRing size="dialog" arcs={openLoop} />}
    {alone ? <h1 tabIndex={-1}>{title}</h1> : <h2>{title}</h2>}
    <p>{about}</p>
    {actions && <div className="row">{actions}</div>}
  </div>
)

/** A table that scrolls sideways inside its own frame on a phone, and can be reached by keyboard there. */
export const Table = ({ label, children, className }: Box & { readonly label: string }) => (
  <div className={cx('scroll-x', className)} tabIndex={0} role="group" aria-label={label}>
    <table className="tbl">
      <caption className="unseen">{label}</caption>
      {children}
    </table>
  </div>
)

interface AvatarProps {
  readonly name: string
  /** Relative to the viewer: blue is you, plum is your peer. */
  readonly who?: 'you' | 'peer'
  readonly size?: 's' | 'm' | 'l' | 'xl'
  /** False when the name stands in no text beside it. */
  readonly decorative?: boolean
}

/** The first two letters of a handle. */
export const Avatar = ({ name, who, size = 'm', decorative = true }: AvatarProps) => (
  <span
    className={cx('av', who, size !== 'm' && size)}
    aria-hidden={decorative || undefined}
    role={decorative ? undefined : 'img'}
    aria-label={decorative ? undefined : name}
  >
    {[...name].slice(0, 2).join('').toLowerCase()}
  </span>
)
