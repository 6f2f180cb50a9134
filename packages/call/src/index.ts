export type { Call, CallNeeds, CallTimers } from './call.ts'
export type {
  CallFailure,
  CallGrant,
  CallPhase,
  CallQuality,
  CallSignal,
  CallSnapshot,
  MediaState,
  PictureHold,
  PictureWish,
  Signalling,
} from './call-types.ts'
export {
  canUseDevices,
  deviceProblem,
  listDevices,
  onDevicesChanged,
  openMedia,
  setNoiseSuppression,
  type DeviceList,
  type DeviceProblem,
  type DeviceWish,
  type MediaWish,
  type OpenedMedia,
} from './devices.ts'
export { createMeter, type Meter } from './meter.ts'
export { probeRelay, probeWay, waysOf, type ProbedWay, type ProbeResult } from './probe.ts'
export { createCall } from './running-call.ts'
export { canShareScreen, openScreen, type OpenedScreen, type ScreenProblem } from './screen.ts'
export { playTestTone } from './test-tone.ts'
