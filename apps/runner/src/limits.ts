import { limits } from '@unanimous/protocol'

const kib = 1024
const mib = 1024 * kib

/** Every bound of the runner beside those that the whole product shares. */
export const runnerLimits = {
  outputBytes: 256 * kib,
  batchChars: limits.hostRunBatchChars,
  batchMs: 50,
  runWallMs: 10_000,
  runMemoryBytes: 512 * mib,
  runDiskBytes: 64 * mib,
  runFileBytes: 16 * mib,
  processes: 96,
  compileWallMs: 20_000,
  slowCompileWallMs: 40_000,
  compileMemoryBytes: 1024 * mib,
  slowCompileMemoryBytes: 1536 * mib,
  compileDiskBytes: 128 * mib,
  diagnosticsBytes: 64 * kib,
  resultBytes: 96 * mib,
  /** Heap of a Java program: the rest of its box is for the machine itself. */
  javaHeapMib: 320,
  javacHeapMib: 384,
  kotlincHeapMib: 800,
  /** Runs that wait, of everybody together and of one owner. */
  queued: 200,
  queuedPerOwner: 3,
  lineBytes: 2 * mib,
  helloMs: 5_000,
} as const
