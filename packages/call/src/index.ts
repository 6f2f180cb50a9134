export type { Call, CallNeeds, CallTimers } from './call.ts'
export type {
  CallFailure,
  CallGrant,
  CallPhase,
  CallQuality,
  CallSignal,
  CallSnapshot,
  MediaState,
  Signalling,
} from './call-types.ts'
export {
  canUseDevices,
  deviceProblem,
  listDevices,
  onDevicesChanged,
  openMedia,
  type DeviceList,
  type DeviceProblem,
  type DeviceWish,
  type OpenedMedia,
} from './devices.ts'
export { createMeter, type Meter } from './meter.ts'
export { createCall } from './running-call.ts'
export { playTestTone } from './test-tone.ts'
