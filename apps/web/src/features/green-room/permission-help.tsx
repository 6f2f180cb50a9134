import { Trans, useLingui } from '@lingui/react/macro'
import type { DeviceProblem } from '@unanimous/call'
import { Lock, MicOff, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'

interface PermissionHelpProps {
  readonly problem: DeviceProblem
  readonly what: 'camera' | 'mic'
  readonly onRetry: () => void
  readonly onJoin: (wish: { mic?: boolean; camera?: boolean }) => Promise<void>
}

/** What is wrong with a camera or microphone, and the one thing that mends it. */
export const PermissionHelp = ({ problem, what, onRetry, onJoin }: PermissionHelpProps) => {
  const { t } = useLingui()
  const { title, about } = useHelp(problem, what)
  const Sign = what === 'camera' ? VideoOff : MicOff
  return (
    <div className="help" role="group" aria-label={t`Help with your devices`}>
      <span className="sign"><Sign className="l" /></span>
      <h2>{title}</h2>
      <p className="dim">{about}</p>
      {problem === 'blocked' && (
        <p className="address" aria-hidden="true">
          <Lock className="s" /><span className="faint">{location.host}</span><b className="ell">{location.pathname}</b>
          <span className="sp" /><i><Sign className="s" /></i>
        </p>
      )}
      <div className="row g2 wrap">
        {problem !== 'insecure-origin' && <Button variant="primary" onClick={onRetry}><Trans>Try again</Trans></Button>}
        {what === 'camera' && problem !== 'insecure-origin' && <Button onClick={() => void onJoin({ camera: false })}><Trans>Join with audio</Trans></Button>}
        <Button variant="ghost" onClick={() => void onJoin({ camera: false, mic: false })}><Trans>Text only</Trans></Button>
      </div>
    </div>
  )
}

const useHelp = (problem: DeviceProblem, what: 'camera' | 'mic'): { readonly title: ReactNode; readonly about: ReactNode } => {
  const camera = what === 'camera'
  const help: Readonly<Record<DeviceProblem, { title: ReactNode; about: ReactNode }>> = {
    blocked: {
      title: camera ? <Trans>Your browser is blocking the camera</Trans> : <Trans>Your browser is blocking the microphone</Trans>,
      about: camera
        ? <Trans>Select the camera icon in the address bar, choose Allow, then try again. Nothing reloads.</Trans>
        : <Trans>Select the microphone icon in the address bar, choose Allow, then try again. Nothing reloads.</Trans>,
    },
    'system-blocked': {
      title: <Trans>Your system is blocking this browser</Trans>,
      about: <Trans>Allow this browser under privacy in your system settings, then try again.</Trans>,
    },
    'in-use': {
      title: camera ? <Trans>Another program holds the camera</Trans> : <Trans>Another program holds the microphone</Trans>,
      about: <Trans>Close the other call or recorder, then try again.</Trans>,
    },
    'no-device': {
      title: camera ? <Trans>There is no camera here</Trans> : <Trans>There is no microphone here</Trans>,
      about: <Trans>Plug one in and try again, or join without. The room works either way.</Trans>,
    },
    'insecure-origin': {
      title: <Trans>This page came over plain http</Trans>,
      about: <Trans>Browsers allow cameras and microphones on https and on localhost only. Whoever runs this server can start it with <code>npm start -- --lan</code>. The room works with text as it is.</Trans>,
    },
    unknown: {
      title: camera ? <Trans>The camera did not start</Trans> : <Trans>The microphone did not start</Trans>,
      about: <Trans>Try again, or choose another device. The room works without.</Trans>,
    },
  }
  return help[problem]
}
