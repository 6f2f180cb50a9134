import { Trans } from '@lingui/react/macro'
import { CloudAlert, CloudCheck, CloudUpload } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatTime } from './dates.ts'
import { useLineState } from './server-socket.ts'
import type { SaveState } from './draft-keeper.ts'

const Note = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <span className="faint sm row g2 nowrap" role="status">{icon}<span>{children}</span></span>
)

/** In the bar of a form: whether what stands there is safe. */
export const SaveNote = ({ state, loadedAt }: { readonly state: SaveState; readonly loadedAt: number | null }) => {
  const line = useLineState()
  const time = formatTime(state.kind === 'saved' ? state.at : loadedAt ?? 0)
  if (state.kind === 'saved' || (state.kind === 'untouched' && loadedAt !== null)) return <Note icon={<CloudCheck className="s" />}><Trans>Saved {time}</Trans></Note>
  if (state.kind === 'untouched') return null
  if (state.kind === 'failed') return <Note icon={<CloudAlert className="s" />}>{state.message}</Note>
  if (state.kind === 'newer') return <Note icon={<CloudAlert className="s" />}><Trans>Not saved</Trans></Note>
  if (line === 'reconnecting') return <Note icon={<CloudAlert className="s" />}><Trans>Kept here until the line is back</Trans></Note>
  return <Note icon={<CloudUpload className="s" />}><Trans>Saving</Trans></Note>
}
