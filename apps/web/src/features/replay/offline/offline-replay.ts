/** What an exported file carries: what its reader may know, and nothing that is their own alone, such as notes. */
export interface OfflineReplay {
  readonly lengthMs: number
  readonly parts: readonly { readonly part: number; readonly fromMs: number; readonly toMs: number; readonly changes: number; readonly bytes: string }[]
  /** Which text is shown from when on. */
  readonly texts: readonly { readonly fromMs: number; readonly target: string }[]
  readonly happenings: readonly { readonly atMs: number; readonly what: string; readonly text: string }[]
  /** What the interviewer had struck out on the board from when on. */
  readonly struck: readonly { readonly fromMs: number; readonly elements: readonly string[] }[]
  readonly words: { readonly play: string; readonly pause: string; readonly lost: string; readonly board: string }
}
