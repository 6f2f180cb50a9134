/** The program and the look of an exported replay, as vite.config.ts bundles them, with the hashes its own policy names. */
declare module 'virtual:offline-player' {
  export const script: string
  export const scriptHash: string
  export const style: string
  export const styleHash: string
}
