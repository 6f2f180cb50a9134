import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Heard } from '@unanimous/rounds'

interface HeardWord {
  readonly word: MessageDescriptor
  /** The one key that counts it; with Shift the newest is taken back. */
  readonly key: string
}

/** What is counted, and with which key. */
export const heardWords: Readonly<Record<Heard, HeardWord>> = {
  choice: { word: msg`Choice`, key: 'c' },
  reason: { word: msg`Reason`, key: 'r' },
  trade_off: { word: msg`Trade-off`, key: 'x' },
  cost: { word: msg`Cost`, key: 'm' },
  failure: { word: msg`Failure`, key: 'f' },
  observability: { word: msg`Signals`, key: 'o' },
  i: { word: msg`I`, key: 'm' },
  we: { word: msg`We`, key: 'w' },
}
