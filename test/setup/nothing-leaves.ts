import { takeForeignRequests } from '@unanimous/testing'
import { afterAll, afterEach } from 'vitest'

const nothingLeft = async (): Promise<void> => {
  const asked = await takeForeignRequests()
  if (asked.length > 0) throw new Error(`a browser asked something of another host:\n${asked.join('\n')}`)
}

// Registered before any hook of a file, so run after all of them: also what a closing page still asked is heard.
afterEach(nothingLeft)
afterAll(nothingLeft)
