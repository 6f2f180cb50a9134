import { Trans } from '@lingui/react/macro'
import type { RoundSummary, RoundView, SessionView } from '@unanimous/protocol'
import { AudioLines } from 'lucide-react'
import { useLocalMedia } from '../../platform/media.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { type TypedText, useNarration } from './use-narration.ts'

interface NarrationLineProps {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly view: RoundView | undefined
  readonly text: TypedText | undefined
}

/** While both agree and a round runs, own speech and typing are counted; one line says so. */
export const NarrationLine = ({ session, round, view, text }: NarrationLineProps) => {
  const { you, peer } = session
  const media = useLocalMedia()
  const wanted = round.state === 'running' && you.narrationAgreed === true && peer?.narrationAgreed === true
  const detector = useNarration({ round: wanted ? round.round : undefined, clock: view?.clock, media, text })
  if (!wanted || !detector) return null
  return (
    <p className="faint sm call-line narration-line">
      <AudioLines />
      {detector === 'silero' ? <Trans>Counting speech and typing</Trans> : <Trans>Counting by loudness, approximate</Trans>}
      <Button size="sm" variant="ghost" onClick={() => void send('agree-narration', { session: session.session, agreed: false }).catch(sayRefusal)}><Trans>Stop</Trans></Button>
    </p>
  )
}
