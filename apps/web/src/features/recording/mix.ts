/** Both voices on one track. Who comes, goes or changes a microphone meanwhile is taken in as they are. */
export interface Mix {
  readonly track: MediaStreamTrack
  setOwn(track: MediaStreamTrack | undefined): void
  setPeer(stream: MediaStream | undefined): void
  close(): void
}

export const createMix = (): Mix => {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
  // Keeps the track running while nobody speaks, so that time goes on in the file.
  const silence = context.createConstantSource()
  silence.offset.value = 0
  silence.connect(out)
  silence.start()
  const slot = () => {
    let source: MediaStreamAudioSourceNode | undefined
    return (tracks: readonly MediaStreamTrack[]) => {
      source?.disconnect()
      source = tracks.length === 0 || context.state === 'closed' ? undefined : context.createMediaStreamSource(new MediaStream([...tracks]))
      source?.connect(out)
    }
  }
  const [own, peer] = [slot(), slot()]
  void context.resume().catch(() => undefined)
  const [track] = out.stream.getAudioTracks()
  if (!track) throw new Error('this browser mixes no sound')
  return {
    track,
    setOwn: each => own(each ? [each] : []),
    setPeer: stream => peer(stream?.getAudioTracks() ?? []),
    close() {
      silence.stop()
      void context.close().catch(() => undefined)
    },
  }
}
