import { Trans } from '@lingui/react/macro'
import { ConnectionTest } from '../../platform/connection-test.tsx'
import { Sheet } from '../../ui/app-shell.tsx'
import './connection.css'

/** Whether a room and its call work from this browser: for whoever runs the server, and for whoever wonders. */
export const ConnectionPage = () => (
  <Sheet title={<Trans>Connection test</Trans>}>
    <div className="connection-page">
      <p className="dim"><Trans>What a room needs, tried from this browser to this server. Nothing is asked of anybody else.</Trans></p>
      <ConnectionTest />
      <p className="dim sm"><Trans>Whoever runs this server finds TURN_URL, TURN_SECRET and RELAY_ONLY in its operations guide. A call between two people needs the same of the other person's network.</Trans></p>
    </div>
  </Sheet>
)
