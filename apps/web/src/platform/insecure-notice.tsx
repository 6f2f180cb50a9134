import { Trans } from '@lingui/react/macro'
import { ShieldAlert } from 'lucide-react'
import { Banner } from '../ui/surfaces.tsx'

/** Over plain http from another machine browsers give no camera and no microphone: says so, and how to mend it. */
export const InsecureNotice = () =>
  window.isSecureContext ? null : (
    <Banner
      tone="warn"
      icon={<ShieldAlert />}
      title={<Trans>No camera or microphone over plain http</Trans>}
      about={<Trans>Browsers allow them on https and on localhost only. Whoever runs this server can start it with <code>npm start -- --lan</code>. Everything else works here, text chat included.</Trans>}
    />
  )
