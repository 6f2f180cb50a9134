import { expect, it } from 'vitest'
import { canUseDevices, deviceProblem, listDevices, openMedia } from './devices.ts'

it.each([
  ['NotAllowedError', 'Permission denied', 'blocked'],
  ['NotAllowedError', 'Permission denied by system', 'system-blocked'],
  ['NotFoundError', 'Requested device not found', 'no-device'],
  ['OverconstrainedError', '', 'no-device'],
  ['NotReadableError', 'Could not start video source', 'in-use'],
  ['SecurityError', '', 'insecure-origin'],
  ['TypeError', '', 'unknown'],
])('%s (%s) is %s', (name, message, problem) => {
  expect(deviceProblem(new DOMException(message, name))).toBe(problem)
})

it('says that a page without device access is not on a secure address, and lists nothing', async () => {
  // Node has no media devices, as a page over plain http has none.
  expect(canUseDevices()).toBe(false)
  expect(await openMedia({ mic: true, camera: false })).toEqual({ mic: undefined, camera: undefined, problems: { mic: 'insecure-origin' } })
  expect(await listDevices()).toEqual({ mics: [], cameras: [], speakers: [] })
})
