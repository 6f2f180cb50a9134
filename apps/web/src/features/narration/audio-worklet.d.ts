/** What a worklet finds in its world, which the library of types does not name. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare const registerProcessor: (name: string, processor: new () => AudioWorkletProcessor & { process(inputs: Float32Array[][]): boolean }) => void
