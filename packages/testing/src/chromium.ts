import type { Browser } from 'playwright-core'
import { requireTool } from './outside-tools.ts'

/** No request of its own leaves the browser, so a recorder sees only what our pages ask for. */
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
 * which leaves it to the context's permissions. Close it with `browser.close()`.
 */
export async function launchChromium(options: { askForMedia?: boolean; args?: string[] } = {}): Promise<Browser> {
  // Only loaded here: most who import this package never open a browser.
  const { chromium } = await import('playwright-core')
  const media = ['--use-fake-device-for-media-stream', ...(options.askForMedia ? [] : ['--use-fake-ui-for-media-stream'])]
  return chromium.launch({
    executablePath: requireTool('chromium'),
    // Without a route to anywhere else there is only loopback, which Chromium leaves out of its candidates by default.
    args: [...QUIET, ...media, '--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required', ...(options.args ?? [])],
  })
}
