import { Copy, Hourglass, LoaderCircle, Mic, Phone, Scale, Unplug, UsersRound, VideoOff, WifiOff } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Tile } from '../../ui/room-frame.tsx'
import { ActionCard, Avatar, Banner, Card, EmptyState, Loading, Panel, Table } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'

export const KitStates = () => (
  <>
    <section>
      <h2>Banners</h2>
      <div className="frame col g3">
        <Banner
          tone="warn"
          icon={<WifiOff />}
          title="Reconnecting to the room"
          about="Keep typing. 14 edits are kept here and merge when you are back."
          action={<span className="mono sm nowrap">try 3</span>}
        />
        <Banner
          tone="bad"
          icon={<Unplug />}
          title="The call failed"
          about="The room goes on in text."
          action={<Button size="sm">Retry</Button>}
        />
        <Banner tone="ok" title="Merged 14 edits" />
        <Banner title="osprey asks for five more minutes" action={<Button size="sm">Give</Button>} />
        <div className="tiles">
          <Tile
            name="osprey"
            who="peer"
            gone
            icon={<Mic className="s" />}
            over={<><LoaderCircle className="l spin" /><b>osprey, 0:12 ago</b></>}
          >
            <div className="off" style={{ background: 'oklch(0.3 0.01 165)' }} />
          </Tile>
          <Tile name="You" who="you" talking icon={<Mic className="s" />}>
            <div className="off"><Avatar name="brindle" who="you" size="xl" /></div>
          </Tile>
        </div>
        <div
          className="row sm faint"
        >
          <Hourglass className="s" />The clock paused at <span className="mono">24:06</span> for you both.
        </div>
        <div className="row">
          <Button size="sm" icon={<Phone />}>Audio only</Button>
          <Button size="sm" icon={<Copy />}>Copy my code</Button>
        </div>
      </div>
    </section>
    <section>
      <h2>Nothing yet</h2>
      <div className="frame">
        <EmptyState
          title="Your first loop is open"
          about="Six rounds, any order. Start with the one you would rather avoid."
          actions={
            <>
              <Button variant="primary" icon={<UsersRound />}>Find a peer</Button>
              <Button icon={<VideoOff />}>Rehearse solo</Button>
            </>
          }
        />
      </div>
      <Card>A card is a thing to pick up.</Card>
      <ActionCard
        icon={<Scale />}
        title="File your scorecard for osprey"
        about="Culture round you ran yesterday."
        chip={<Chip>6 h left</Chip>}
        action={<Button size="sm">File it</Button>}
      />
    </section>
    <section>
      <h2>Loading, after 300 ms</h2>
      <div className="frame"><Loading label="Loading your loops" /></div>
    </section>
  </>
)

const rounds = [
  { name: 'Phone screen', when: '29 Mar', vote: 'strong-yes', why: 'Set cover solved, then narrated twice', row: undefined },
  { name: 'Coding 2', when: 'not yet', vote: 'none', why: 'Scheduled after culture', row: 'void' },
  { name: 'Culture', when: '5 Apr', vote: 'strong-no', why: 'No failure owned in three tries', row: 'sn' },
] as const

export const KitTable = () => (
  <section>
    <h2>Table and panel</h2>
    <Table label="Recent rounds">
      <thead>
        <tr>
          <th>Round</th>
          <th>When</th>
          <th>Vote</th>
          <th>What decided it</th>
        </tr>
      </thead>
      <tbody>
        {rounds.map(({ name, when, vote, why, row }) => (
          <tr key={name} className={row}>
            <td><b>{name}</b></td>
            <td>{when}</td>
            <td>{vote === 'none' ? <VoteLabel vote={vote}>Not run</VoteLabel> : <VoteLabel vote={vote} />}</td>
            <td className="free">{why}</td>
          </tr>
        ))}
      </tbody>
    </Table>
    <div style={{ border: '1px solid var(--line)' }}>
      <Panel title="Private notes" label="Private notes" tools={<Chip>Only you</Chip>}>
        <p className="q" style={{ padding: 14 }}>Quiet at the heap, then explained it well.</p>
      </Panel>
    </div>
  </section>
)
