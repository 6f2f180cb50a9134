import { useLingui } from '@lingui/react/macro'
import type { Player } from '@unanimous/replay'
import { useState } from 'react'
import { useCommands } from '../../platform/keyboard.ts'
import type { Playback } from './use-playback.ts'

interface Needs {
  readonly playback: Playback
  readonly player: Player
  readonly marks: readonly number[]
  readonly comment: () => void
}

const jumpMs = 5_000

/** The keys of a replay, and where among the changes it stands: many may share one moment, and each is a step of its own. */
export const useReplayKeys = ({ playback, player, marks, comment }: Needs) => {
  const { t } = useLingui()
  const { ms, seek, toggle } = playback
  const [stepped, setStepped] = useState<{ readonly ms: number; readonly index: number }>()
  const index = stepped?.ms === ms ? stepped.index : player.indexAt(ms)
  const step = (to: number) => {
    const at = player.timeOf(to)
    setStepped({ ms: at, index: to })
    seek(at)
  }
  const goTo = (to: number) => {
    setStepped(undefined)
    seek(to)
  }
  const previousMark = () => goTo(marks.findLast(at => at < ms - 1) ?? 0)
  const nextMark = () => goTo(marks.find(at => at > ms) ?? ms)
  useCommands(t`Replay`, [
    { id: 'replay-play', label: t`Play or pause`, keys: ['Space'], run: toggle },
    { id: 'replay-back', label: t`Back 5 seconds`, keys: ['ArrowLeft'], run: () => goTo(ms - jumpMs) },
    { id: 'replay-on', label: t`On 5 seconds`, keys: ['ArrowRight'], run: () => goTo(ms + jumpMs) },
    { id: 'replay-previous-mark', label: t`Previous mark`, keys: ['['], run: previousMark },
    { id: 'replay-next-mark', label: t`Next mark`, keys: [']'], run: nextMark },
    { id: 'replay-previous-edit', label: t`One edit back`, keys: [','], run: () => step(player.previousEdit(index)) },
    { id: 'replay-next-edit', label: t`One edit on`, keys: ['.'], run: () => step(player.nextEdit(index)) },
    { id: 'replay-comment', label: t`Comment on this moment`, keys: ['c'], run: comment },
  ])
  return { index, goTo, previousMark, nextMark }
}
