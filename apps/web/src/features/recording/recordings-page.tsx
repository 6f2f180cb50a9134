import { Trans } from '@lingui/react/macro'
import { ChevronRight } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { keptRecordings, type KeptRecording } from './kept-recordings.ts'
import { RecordingItem } from './recording-item.tsx'
import './recording.css'

/** What this person recorded in this browser. Nothing of it is anywhere else. */
export const RecordingsPage = () => {
  const me = useRead('me', {})
  return (
    <Sheet
      title={<a href="/settings/data"><Trans>Your data</Trans></a>}
      beside={<><ChevronRight className="s faint" /><span className="b"><Trans>Recordings</Trans></span></>}
    >
      <WhenRead read={me}>{({ person }) => <Recordings person={person} />}</WhenRead>
    </Sheet>
  )
}

const Recordings = ({ person }: { readonly person: string }) => {
  const [found, setFound] = useState<readonly KeptRecording[]>()
  const look = useCallback(() => void keptRecordings(person).then(setFound, () => setFound([])), [person])
  useEffect(look, [look])
  if (!found) return null
  return (
    <ul className="recordings">
      <li className="dim">
        <Trans>Recordings lie in this browser and nowhere else. Nobody has one unless you give them the file. Clearing this site’s data in the browser removes them.</Trans>
      </li>
      {found.length === 0 && <li><Trans>Nothing was recorded here yet. In the room, when you both agreed, press “Record the sound”.</Trans></li>}
      {found.map(each => <RecordingItem key={each.name} recording={each} person={person} onRemoved={look} />)}
    </ul>
  )
}
