import { Fragment } from 'react'

const families = [
  {
    title: 'Ink acts',
    about: 'One dark button per view.',
    tokens: ['action', 'on-action', 'ink', 'ink-2', 'ink-3', 'edge', 'line-2', 'line'],
  },
  {
    title: 'Blue is you, plum is your peer',
    about: 'Cursors, avatars, authorship, focus. Never status.',
    tokens: ['you', 'you-soft', 'peer', 'peer-soft'],
  },
  {
    title: 'Marigold marks',
    about: 'The current step, and evidence.',
    tokens: ['mark', 'mark-soft', 'mark-line', 'mark-ink'],
  },
  {
    title: 'Teal to vermilion judges',
    about: 'Votes, scores, checks. Round is for, angular is against, filled is strong.',
    tokens: ['sn', 'n', 'y', 'sy'],
  },
  { title: 'Surfaces', about: undefined, tokens: ['bg', 'sunken', 'surface', 'raised'] },
] as const

export const KitColours = () => (
  <section>
    <h2>Four colour rules</h2>
    {families.map(({ title, about, tokens }) => (
      <div className="g" key={title}>
        <h3>{title}</h3>
        {about && <p className="dim sm">{about}</p>}
        <div className="swatches">
          {tokens.map((token) => (
            <div key={token}>
              <i style={{ background: `var(--${token})` }} />
              <code>{token}</code>
            </div>
          ))}
        </div>
      </div>
    ))}
  </section>
)

export const KitVoices = () => (
  <>
    <h2>Three voices</h2>
    <p className="display">The product speaks</p>
    <p className="faint sm mono">Geist 40/44, 28/34, 22/28, 16/24, 14/20, 13/20, 12/16</p>
    <p style={{ font: '400 28px/36px var(--serif)', marginTop: 14 }}>“A person speaks, so it is set in a serif.”</p>
    <p className="faint sm mono">Newsreader 20/28, 18/26, 16/24</p>
    <p style={{ font: '500 28px/36px var(--mono)', letterSpacing: '-.04em', marginTop: 14 }}>24:06 evict(now)</p>
    <p className="faint sm mono">Geist Mono 13/22 code, 12 times</p>
    <hr style={{ margin: '18px 0' }} />
  </>
)

const elevations = [
  [1, 6],
  [2, 10],
  [3, 14],
] as const
const spaces = [4, 8, 12, 16, 20, 24, 32, 40, 56]

export const KitElevation = () => (
  <>
    <hr />
    <h2>Elevation and radius</h2>
    <div className="row g4">
      {elevations.map(([level, radius]) => (
        <div key={level} className="box" style={{ boxShadow: `var(--e-${level}),0 0 0 1px var(--line)`, borderRadius: radius }}>
          {level}, r {radius}
        </div>
      ))}
    </div>
    <hr />
    <h2>Sequential</h2>
    <div className="row" style={{ gap: 2 }}>
      {[1, 2, 3, 4, 5].map((step) => (
        <i key={step} style={{ flex: 1, height: 28, borderRadius: 4, background: `var(--seq-${step})` }} />
      ))}
    </div>
    <h2>Space</h2>
    <div className="row g2" style={{ alignItems: 'flex-end' }}>
      {spaces.map((space) => (
        <Fragment key={space}>
          <div style={{ textAlign: 'center' }}>
            <i style={{ display: 'block', width: space, height: space, background: 'var(--line-2)', borderRadius: 2 }} />
            <span className="faint mono" style={{ fontSize: 11 }}>{space}</span>
          </div>
        </Fragment>
      ))}
    </div>
  </>
)
