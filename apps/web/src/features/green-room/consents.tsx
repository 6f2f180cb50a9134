import { Trans } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Switch } from '../../ui/choices.tsx'
import { Chip } from '../../ui/chip.tsx'
import { act } from './act.ts'

type Answer = 'replayAgreed' | 'narrationAgreed' | 'recordingAgreed'

interface ConsentProps {
  readonly view: SessionView
  readonly answer: Answer
  readonly name: ReactNode
  readonly about: ReactNode
}

const commandOf = { replayAgreed: 'agree-replay', narrationAgreed: 'agree-narration', recordingAgreed: 'agree-recording' } as const satisfies Record<Answer, string>

/** One thing that happens only when both say yes. Either may change their mind until the cards open. */
const Consent = ({ view: { session, you, peer }, answer, name, about }: ConsentProps) => {
  const handle = peer?.handle ?? ''
  // Shown at once, and taken back when the server refuses.
  const [wanted, setWanted] = useState<boolean>()
  const agree = (agreed: boolean) => {
    setWanted(agreed)
    void act(commandOf[answer], { session, agreed }).finally(() => setWanted(undefined))
  }
  return (
    <div className="agree">
      <Switch checked={wanted ?? you[answer] === true} onChange={agree}>
        <b>{name}</b>
        <span className="dim sm">{about}</span>
      </Switch>
      <div className="row g2 sm" role="status">
        {you[answer] === true && <Chip tone="you" icon={<Check />}><Trans>You agreed</Trans></Chip>}
        {peer?.[answer] === true && <Chip tone="peer" icon={<Check />}><Trans>{handle} agreed</Trans></Chip>}
        {peer?.[answer] === false && <Chip><Trans>{handle} would rather not</Trans></Chip>}
      </div>
    </div>
  )
}

/** What may be kept of the session. Each is off until both agree. */
export const Consents = ({ view }: { readonly view: SessionView }) => (
  <section className="consents" aria-labelledby="consents">
    <h3 className="sm dim" id="consents"><Trans>Only what you both agree to, until the cards open</Trans></h3>
    <Consent
      view={view}
      answer="replayAgreed"
      name={<Trans>Keep a replay</Trans>}
      about={<Trans>Keystrokes, runs, the board and marks with their times. No notes, no audio, no video. Either can delete it later.</Trans>}
    />
    <Consent
      view={view}
      answer="narrationAgreed"
      name={<Trans>Measure narration</Trans>}
      about={<Trans>Your browser counts speech and typing. No sound leaves it; you both read the numbers in the debrief.</Trans>}
    />
    <Consent
      view={view}
      answer="recordingAgreed"
      name={<Trans>Allow recording</Trans>}
      about={<Trans>Either may, on their own machine only. You both see it, and either can stop it.</Trans>}
    />
  </section>
)
