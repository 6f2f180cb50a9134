import type { Browser } from 'playwright-core'
import { requireTool } from './outside-tools.ts'
import { shutIn, watchBrowser } from './outside-world.ts'

/** As little as it can be told to ask for itself. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A real browser with a fake camera and microphone. Permission is asked for and granted by itself unless `askForMedia`,
 * which leaves it to the context's permissions. It reaches this machine alone: see `takeForeignRequests`. Close it with `browser.close()`.
 */
export async function launchChromium(options: { askForMedia?: boolean; args?: string[] } = {}): Promise<Browser> {
  // Only loaded here: most who import this package never open a browser.
  const { chromium } = await import('playwright-core')
  const media = ['--use-fake-device-for-media-stream', ...(options.askForMedia ? [] : ['--use-fake-ui-for-media-stream'])]
  return watchBrowser(await chromium.launch({
    executablePath: requireTool('chromium'),
    // Without a route to anywhere else there is only loopback, which Chromium leaves out of its candidates by default.
    args: [...QUIET, ...(await shutIn()), ...media, '--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required', ...(options.args ?? [])],
  }))
}
