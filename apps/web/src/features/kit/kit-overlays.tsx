import { Bookmark, Copy, Ellipsis, Trash } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../../platform/keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { AlertDialog, Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { LoopRing } from '../../ui/loop-ring.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { toast, ToastCard } from '../../ui/toast.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { sample } from './sample-loops.ts'

export const KitOverlays = () => {
  const [open, setOpen] = useState<'dialog' | 'alert' | undefined>()
  const [said, setSaid] = useState(true)
  const close = () => setOpen(undefined)
  const save = () => toast('Evidence saved at 22:40', { action: { label: 'Undo', keys: '$mod+z', onPress: () => {} } })
  useCommands('Kit', [{ id: 'kit-toast', label: 'Show a toast', keys: ['t'], fromText: true, run: save }])
  return (
    <section>
      <h2>What floats</h2>
      <div className="row g2 wrap">
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button variant="danger" onClick={() => setOpen('alert')}>Review strong no</Button>
        <Button keys="t" onClick={save}>Toast</Button>
        <Menu
          label="Call"
          trigger={<><Ellipsis />More</>}
          items={[
            { label: 'Copy my code', icon: <Copy />, onPress: () => {} },
            { label: 'Bookmark', icon: <Bookmark />, keys: '$mod+b', onPress: () => {} },
            { label: 'Not now', disabled: true, onPress: () => {} },
            { label: 'Delete', icon: <Trash />, danger: true, apart: true, onPress: () => {} },
          ]}
        />
        <Tooltip
          text="10:30 for osprey"
        >
          {(describedBy) => <Button variant="ghost" aria-describedby={describedBy}>19:30</Button>}
        </Tooltip>
      </div>
      <ToastCard tone="done" text="Evidence saved at 22:40"><button type="button" onClick={save}>Undo</button></ToastCard>
      <ToastCard
        tone="done"
        icon={<Avatar name="osprey" who="peer" />}
        text="osprey filed. Yours is the last one."
      >
        <button type="button" onClick={save}>File now</button>
      </ToastCard>
      <ToastCard tone="bad" text="Run stopped after 5 s" about="An endless loop, most likely line 21. Your code is untouched." />
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Invite a peer"
        description="Anyone with the link may join once."
        narrow
        footer={<Button variant="primary" onClick={close}>Copy the link</Button>}
      />
      <AlertDialog
        open={open === 'alert'}
        onClose={close}
        title="This ends osprey’s loop"
        description="Yours is enough, whatever others said."
        picture={<LoopRing size="dialog" arcs={sample.ended} />}
        footer={
          <>
            <Button onClick={close}>Change to No</Button>
            <span className="sp" />
            <Button variant="ghost" keys="Escape" onClick={close}>Back</Button>
            <Button variant="danger" disabled={!said} onClick={close}>File strong no</Button>
          </>
        }
      >
        <div className="col g4">
          <TextArea
            label="The one reason you would say out loud"
            serif
            defaultValue="When the constraint moved, osprey defended the first design for eleven minutes."
          />
          <Checkbox checked={said} onChange={setSaid}>I would say this to osprey in the debrief.</Checkbox>
        </div>
      </AlertDialog>
    </section>
  )
}
