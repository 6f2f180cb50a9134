import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

/** How others on the network reach this machine, and the certificate they will be warned of once. */
export interface NetworkIdentity {
  /** What to put into the link. */
  readonly name: string
  readonly tls: { readonly key: string; readonly cert: string }
}

/** The first address of this machine that others can reach, or loopback when there is none. */
export const networkAddress = (interfaces = networkInterfaces()): string =>
  Object.values(interfaces).flat().find(entry => entry?.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.1'

/** Where to listen for the network: everywhere, unless HOST names one address. */
export const listenAddress = (host: string): string => (host === 'localhost' ? '0.0.0.0' : host)

const lifeMs = 365 * 24 * 3_600_000

/**
 * A certificate made by this machine for its own address, kept in the data folder so that people are warned once and
 * not at every start. Browsers give cameras only to secure pages, so without it a friend could not be seen.
 */
export const networkIdentity = async (dataDirectory: string, host: string): Promise<NetworkIdentity> => {
  const chosen = listenAddress(host)
  const name = chosen === '0.0.0.0' ? networkAddress() : chosen
  const file = join(dataDirectory, `certificate-${name.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.json`)
  const kept = readKept(file)
  if (kept) return { name, tls: kept }
  const notAfterDate = new Date(Date.now() + lifeMs)
  const isAddress = /^[\d.]+$|:/.test(name)
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec', notAfterDate,
    extensions: [{
      name: 'subjectAltName',
      altNames: [isAddress ? { type: 7, ip: name } : { type: 2, value: name }, { type: 2, value: 'localhost' }],
    }],
  })
  const tls = { key: made.private, cert: made.cert }
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify({ ...tls, expiresAt: notAfterDate.getTime() }), { mode: 0o600 })
  return { name, tls }
}

const readKept = (file: string): { key: string; cert: string } | undefined => {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { key: string; cert: string; expiresAt: number }
    return kept.expiresAt > Date.now() + 24 * 3_600_000 ? { key: kept.key, cert: kept.cert } : undefined
  } catch {
    return undefined
  }
}
