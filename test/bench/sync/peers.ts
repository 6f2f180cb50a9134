import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../peers/', import.meta.url))

/** Installs what we compare with, once, into a folder that is no part of the workspace: `npm start` never pays for it. */
export const installPeers = async (say: (line: string) => void): Promise<void> => {
  if (existsSync(`${folder}node_modules/@y/websocket-server`) && existsSync(`${folder}node_modules/@hocuspocus/server`)) return
  say('installing the peers into test/bench/peers')
  await new Promise<void>((resolve, reject) => {
    execFile('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], { cwd: folder }, (error, _stdout, stderr) => {
      if (error === null) resolve()
      else reject(new Error(`npm could not install the peers: ${stderr}`))
    })
  })
}
