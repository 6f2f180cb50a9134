import type { useLingui } from '@lingui/react/macro'
import { announce } from '../../platform/announce.tsx'
import type { ConsoleStage } from './stage.ts'

/** Says on demand where the other person's caret is; its moves are never announced. */
export const sayPeerLine = (stage: Pick<ConsoleStage, 'port'>, peer: string, t: ReturnType<typeof useLingui>['t']): void => {
  const line = stage.port()?.peerLine()?.line
  announce(line === undefined ? t`${peer} is not in the text.` : t`${peer} is on line ${line}.`)
}
