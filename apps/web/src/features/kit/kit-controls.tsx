import { Mail, Mic, Search, UsersRound, Video } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton, LinkButton } from '../../ui/button.tsx'
import { Checkbox, RadioCards, Segmented, Switch } from '../../ui/choices.tsx'
import { Chip, Dot } from '../../ui/chip.tsx'
import { Field, Select, TextArea, TextInput } from '../../ui/field.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'

const directions = [
  { value: 'all', label: 'All' },
  { value: 'received', label: 'Received' },
  { value: 'given', label: 'Given' },
] as const
type Direction = (typeof directions)[number]['value']

export const KitControls = () => {
  const [replay, setReplay] = useState(true)
  const [ring, setRing] = useState(false)
  const [direction, setDirection] = useState<Direction>('all')
  return (
    <>
      <h2>Controls</h2>
      <div className="row g2 wrap">
        <Button variant="primary" icon={<UsersRound />}>Find a peer</Button>
        <Button>Invite</Button>
        <Button variant="ghost">Reschedule</Button>
        <Button variant="danger">File strong no</Button>
      </div>
      <div className="row g2 wrap">
        <Button variant="primary" size="sm" keys="i">Inject</Button>
        <Button size="sm" keys="u">Nudge</Button>
        <Button size="sm" variant="ghost">Next</Button>
        <Button disabled>Disabled</Button>
        <Button busy>Busy</Button>
      </div>
      <div className="row g3">
        <TextInput icon={<Search />} placeholder="Search rounds" aria-label="Search rounds" />
        <TextInput icon={<Mail />} defaultValue="brindle@mocks.lan" aria-label="E-mail" />
      </div>
      <div className="row g3">
        <Switch checked={replay} onChange={setReplay} aria-label="Keep a replay" />
        <Switch checked={ring} onChange={setRing} aria-label="Ring" />
        <Segmented label="Direction" value={direction} options={directions} onChange={setDirection} />
      </div>
      <div className="row g2 wrap">
        <Chip>Sealed</Chip>
        <Chip tone="line">4b</Chip>
        <Chip tone="mark">Searching</Chip>
        <Chip tone="you">You interview</Chip>
        <Chip tone="peer">osprey interviews</Chip>
      </div>
      <div className="row g2">
        <Avatar name="brindle" who="you" size="l" />
        <Avatar name="osprey" who="peer" size="l" />
        <Avatar name="brindle" who="you" />
        <Avatar name="osprey" who="peer" />
        <Avatar name="brindle" who="you" size="s" />
        <Avatar name="osprey" who="peer" size="s" />
      </div>
    </>
  )
}

const levels = [
  { value: 'L4', label: 'L4' },
  { value: 'L5', label: 'L5' },
] as const

export const KitButtons = () => (
  <section>
    <h2>Buttons</h2>
    <div className="row g2 wrap">
      <Button size="sm">Small</Button>
      <Button>Middle</Button>
      <Button size="lg" variant="primary" icon={<Video />} keys="o">Open green room</Button>
      <LinkButton href="/ui" size="lg">A link</LinkButton>
    </div>
    <div className="row g2 wrap">
      <Button variant="primary" busy>Filing</Button>
      <Button variant="danger" disabled>Disabled</Button>
      <Button variant="ghost" disabled>Disabled</Button>
      <IconButton label="Mute" size="sm"><Mic /></IconButton>
      <IconButton label="Camera" aria-pressed={true}><Video /></IconButton>
      <IconButton label="Microphone" round><Mic /></IconButton>
    </div>
    <Button variant="primary" size="xl" wide keys="$mod+Enter">File scorecard</Button>
    <div className="row g2 wrap">
      <Chip onPress={() => {}} pressed>a heap 4a</Chip>
      <Chip tone="line" onPress={() => {}}>a timing wheel 4b</Chip>
      <Chip tone="warn">6 h left</Chip>
      <span className="row"><Dot tone="ok" />38 ms</span>
      <span className="row"><Dot tone="warn" />240 ms</span>
      <span className="row"><Dot tone="bad" />Lost</span>
    </div>
  </section>
)

export const KitFields = () => {
  const [level, setLevel] = useState<'L4' | 'L5'>('L5')
  return (
    <section>
      <h2>Fields</h2>
      <Field label="Handle" hint="Your peers see this.">{(wiring) => <TextInput {...wiring} defaultValue="brindle" />}</Field>
      <Field
        label="E-mail"
        error="That address has no @."
      >
        {(wiring) => <TextInput {...wiring} icon={<Mail />} defaultValue="brindle" />}
      </Field>
      <div className="row g3">
        <TextInput aria-label="Disabled" disabled defaultValue="Disabled" />
        <TextInput aria-label="Read only" readOnly defaultValue="Read only" />
        <Select aria-label="Level" value={level} options={levels} onChange={setLevel} />
        <Select aria-label="Level, bare" value={level} options={levels} onChange={setLevel} bare size="sm" />
      </div>
      <TextArea label="Keep doing" serif defaultValue="You priced every option before choosing one." />
      <TextArea label="Change one thing" serif aria-invalid placeholder="One thing, in your words" />
    </section>
  )
}

export const KitChoices = () => {
  const [ticked, setTicked] = useState(true)
  const [way, setWay] = useState<'both' | 'one'>('both')
  const [file, setFile] = useState<'gate.ts' | 'scratch.md'>('gate.ts')
  const [keeper, setKeeper] = useState<'fight' | 'sorry' | 'go'>('fight')
  return (
    <section>
      <h2>Choices</h2>
      <Checkbox checked={ticked} onChange={setTicked}>I would say this to osprey in the debrief.</Checkbox>
      <div>
        <Checkbox cue="for" checked={ticked} onChange={setTicked}>Expires lazily on the next call</Checkbox>
        <Checkbox cue="against" checked={!ticked} onChange={(on) => setTicked(!on)}>Polls every lease</Checkbox>
      </div>
      <RadioCards
        label="Direction"
        value={way}
        onChange={setWay}
        options={[
          { value: 'both', label: 'Both ways', about: 'You interview each other.', keys: '1' },
          { value: 'one', label: 'One way', about: 'Only you are interviewed.', keys: '2' },
        ]}
      />
      <Segmented
        label="Keeper test"
        wide
        value={keeper}
        onChange={setKeeper}
        options={[
          { value: 'fight', label: 'I would fight' },
          { value: 'sorry', label: 'I would be sorry' },
          { value: 'go', label: 'I would let go' },
        ]}
      />
      <Tabs
        id="kit-files"
        label="Files"
        mono
        value={file}
        onChange={setFile}
        tabs={[
          { value: 'gate.ts', label: 'gate.ts' },
          { value: 'scratch.md', label: 'scratch.md' },
        ]}
      />
      <TabPanel id="kit-files" value={file}>{file} is open.</TabPanel>
    </section>
  )
}
