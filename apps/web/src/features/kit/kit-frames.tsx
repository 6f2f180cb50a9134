import {
  CalendarRange,
  ChartNoAxesColumn,
  ChevronsUpDown,
  CircleDashed,
  CloudCheck,
  CodeXml,
  House,
  Keyboard,
  Library,
  Link,
  ListTree,
  Lock,
  Mic,
  Scale,
  Search,
  Square,
  UsersRound,
  Workflow,
} from 'lucide-react'
import { AppShell, NavButton, type NavItem, Sheet } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip, Dot } from '../../ui/chip.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Timer } from '../../ui/meters.tsx'
import { FullPage, RoomFrame, Tile } from '../../ui/room-frame.tsx'
import { PacingBar } from '../../ui/session-charts.tsx'
import { Avatar, Loading, Panel } from '../../ui/surfaces.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'

const nav: readonly NavItem[] = [
  { href: '/ui/shell', label: 'Home', icon: <House />, current: true, after: 1, hot: true },
  { href: '/ui/room', label: 'Practice', icon: <UsersRound /> },
  { href: '/ui/full', label: 'Loops', icon: <CircleDashed />, after: 3 },
  { href: '/ui#history', label: 'History', icon: <ChartNoAxesColumn /> },
  { href: '/ui#plan', label: 'Prep plan', icon: <CalendarRange /> },
  { href: '/ui#library', label: 'Rounds library', icon: <Library /> },
]
const upcoming: readonly NavItem[] = [
  { href: '/ui#coding', label: 'Coding 2 · osprey', icon: <CodeXml />, after: '19:30' },
  { href: '/ui#design', label: 'System design', icon: <Workflow />, after: 'Thu' },
]
const nothing = () => {}

export const KitShell = () => (
  <AppShell
    nav={nav}
    lead={<NavButton label="Search" icon={<Search />} after={<Kbd keys="$mod+k" />} onPress={nothing} />}
    upcoming={upcoming}
    tabs={[...nav.slice(0, 4), { href: '/ui#you', label: 'You', icon: <Avatar name="brindle" who="you" /> }]}
    foot={
      <>
        <NavButton label="Shortcuts" icon={<Keyboard />} after={<Kbd keys="?" />} onPress={nothing} />
        <NavButton
          label="brindle"
          icon={<Avatar name="brindle" who="you" />}
          after={<ChevronsUpDown className="s" />}
          onPress={nothing}
        />
      </>
    }
  >
    <Sheet
      title="Home"
      tools={
        <>
          <Button size="sm" icon={<Link />}>Invite a peer</Button>
          <Button size="sm" icon={<UsersRound />} keys="n">Find a peer</Button>
        </>
      }
    >
      <div style={{ padding: '28px 32px' }}>
        <Loading label="Loading home" />
      </div>
    </Sheet>
  </AppShell>
)

export const KitRoom = () => (
  <RoomFrame
    title="Coding 2"
    about={
      <>
        <span className="faint opt">Stream slots</span>
        <Chip tone="you" icon={<Avatar name="brindle" who="you" size="s" />}>You interview</Chip>
      </>
    }
    centre={
      <span className="row g3">
        <Timer text="24:06" label="Time used" />
        <span className="faint sm opt nowrap">of 55:00</span>
      </span>
    }
    tools={
      <>
        <span className="row g2 faint sm opt"><Dot tone="ok" />38 ms</span>
        <Button size="sm" icon={<Scale />} keys="v">Scorecard</Button>
        <Button size="sm" variant="ghost" icon={<Square />}>End round</Button>
      </>
    }
    second={
      <PacingBar
        label="Pacing: in step 2 of 2"
        steps={[
          { name: 'Base solution', minutes: 15, note: '18 of 15 min', state: 'done' },
          { name: 'Devices vanish', minutes: 8, note: '8 min', state: 'now', used: 0.4 },
        ]}
      />
    }
    columns="372px 1fr 288px"
    panes={[
      { label: 'Script', icon: <ListTree /> },
      { label: 'Editor', icon: <CodeXml /> },
      { label: 'Notes', icon: <Lock /> },
    ]}
  >
    <Panel title="Script" label="Script" icon={<ListTree />} tools={<span className="faint sm">J K to move</span>}>
      <div className="pane" />
    </Panel>
    <div className="panel" data-pane data-main tabIndex={-1}>
      <Tabs
        id="kit-room"
        label="Files"
        mono
        value="gate.ts"
        tabs={[{ value: 'gate.ts', label: 'gate.ts' }, { value: 'scratch.md', label: 'scratch.md' }]}
        onChange={nothing}
      />
      <TabPanel id="kit-room" value="gate.ts">{''}</TabPanel>
    </div>
    <Panel title="Private notes" label="Private notes" tools={<Chip icon={<Lock />}>Only you</Chip>}>
      <Tile
        name="osprey"
        who="peer"
        talking
        icon={<Mic className="s" />}
      >
        <div className="off"><Avatar name="osprey" who="peer" size="xl" /></div>
      </Tile>
    </Panel>
  </RoomFrame>
)

export const KitFull = () => (
  <FullPage
    title="Scorecard"
    about={
      <>
        <span className="faint">osprey · Coding 2 · Tue 14 Apr</span>
        <Chip icon={<Lock />}>Sealed until you both file</Chip>
      </>
    }
    tools={<span className="row faint sm"><CloudCheck />Saved 18:58</span>}
  >
    <div style={{ padding: '24px 40px' }}>
      <h2>How did each part go?</h2>
    </div>
  </FullPage>
)
