import type { Heard } from '@unanimous/rounds'

/** The one key that counts each; with Shift the newest of its sort is taken back. */
export const heardKeys: Readonly<Record<Heard, string>> = {
  choice: 'c', reason: 'r', trade_off: 'x', cost: 'm', failure: 'f', observability: 'o', i: 'm', we: 'w',
}
