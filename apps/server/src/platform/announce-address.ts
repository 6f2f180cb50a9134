import { renderUnicodeCompact } from 'uqr'
import type { NetworkIdentity } from './lan.ts'

interface Address {
  readonly port: number; readonly host: string; readonly lan: NetworkIdentity | undefined; readonly publicUrl: string | undefined
}

/** Tells the operator where the product is, and on the network shows the link as a code to point a phone at. */
export const announceAddress = ({ port, host, lan, publicUrl }: Address): void => {
  const url = lan ? `https://${lan.name}:${port}` : `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const lines = lan
    ? [
      `Unanimous is at ${url}`, '', renderUnicodeCompact(url), '',
      'Browsers warn once about a certificate they do not know; it was made by this machine. Accept it to use the camera.',
    ]
    : [`Unanimous is at ${url}`]
  if (publicUrl !== undefined) lines.push(`People outside open ${publicUrl}`)
  process.stdout.write(`${lines.join('\n')}\n`)
}
