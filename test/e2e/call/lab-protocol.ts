import type { CallSignal } from '@unanimous/call'

/** What the test page tells the small server of the call lab. */
export type ToLab =
  | { readonly say: 'join'; readonly ask: number; readonly seat: string; readonly tab: string; readonly epoch: number }
  | { readonly say: 'refresh'; readonly ask: number; readonly reason: 'restart' | 'rebuild'; readonly epoch: number }
  | { readonly say: 'signal'; readonly signal: CallSignal }

/** A grant as it crosses the lab's wire: JSON has no undefined. */
export interface WireGrant {
  readonly role: 'offerer' | 'answerer'
  readonly epoch: number
  readonly peer: string | null
  readonly iceServers: readonly RTCIceServer[]
  readonly relayOnly: boolean
}

/** What the lab's server tells the test page. */
export type ToPage =
  | { readonly say: 'grant'; readonly ask?: number; readonly grant: WireGrant }
  | { readonly say: 'refused'; readonly ask: number }
  | { readonly say: 'peer-left' }
  | { readonly say: 'signal'; readonly signal: unknown }
