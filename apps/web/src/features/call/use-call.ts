import type { Call, CallGrant, CallSnapshot, createCall as CreateCall } from '@unanimous/call'
import type { CallGrantMessage } from '@unanimous/protocol'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { freshId, Refused } from '../../platform/api.ts'
import { callWishes, useCallWishes } from '../../platform/call-wishes.ts'
import { fetchPart } from '../../platform/lazy-part.ts'
import type { LocalMedia } from '../../platform/media.ts'
import { ask, listen, openLine } from '../../platform/server-socket.ts'

const toGrant = ({ role, epoch, peer, iceServers, relayOnly }: CallGrantMessage): CallGrant => ({ role, epoch, peer: peer ?? undefined, iceServers, relayOnly })

const joinAgainMs = 400

/** A call of one session over the product's line: who may signal to whom is the server's to say. */
const startCall = (session: string, createCall: typeof CreateCall, onCarried: () => void): { readonly call: Call; readonly stop: () => void } => {
  // Not the tab's own id: a page that comes back to the room begins a new pairing, whose signals count from the start again.
  const tabId = freshId()
  let epoch = 0
  let stopped = false
  let retry: ReturnType<typeof setTimeout> | undefined
  const askForGrant = async (rebuild: boolean, seenEpoch: number): Promise<CallGrant> => {
    const grant = await ask('call:join', { session, tab: tabId, seenEpoch, rebuild })
    epoch = Math.max(epoch, grant.epoch)
    return toGrant(grant)
  }
  const call = createCall({
    tabId,
    signalling: {
      // A lost signal is the call's to notice and mend, so a refusal is not waited for.
      send: signal => void ask('call:signal', { session, ...signal }).catch(() => undefined),
      onSignal: listener => listen('call:signal', listener),
    },
    refreshGrant: why => askForGrant(why.reason === 'rebuild', why.epoch),
  })
  // Before anything connects: a wish that comes later would find the address given away.
  call.setRelayOnly(callWishes().relayOnly)
  const join = async (): Promise<void> => {
    clearTimeout(retry)
    try {
      call.applyGrant(await askForGrant(false, epoch))
      call.setSocket('up')
    } catch (error) {
      // The seat is this tab's only once the room has been watched again; that is under way.
      if (!stopped && error instanceof Refused && openLine().connected) retry = setTimeout(() => void join(), error.retryAfterMs ?? joinAgainMs)
    }
  }
  const line = openLine()
  const onUp = () => void join()
  const onDown = () => call.setSocket('down')
  line.on('connect', onUp)
  line.on('disconnect', onDown)
  const stops = [
    () => line.off('connect', onUp).off('disconnect', onDown),
    listen('call:grant', grant => {
      if (grant.session !== session) return
      epoch = Math.max(epoch, grant.epoch)
      call.applyGrant(toGrant(grant))
    }),
    listen('call:moved', ({ session: of, tab }) => of === session && tab !== tabId && onCarried()),
    listen('call:peer', ({ session: of, peer }) => {
      if (of !== session) return
      if (peer === null) call.peerLeft()
      else call.peerJoined()
    }),
  ]
  call.join()
  void join()
  return {
    call,
    stop() {
      stopped = true
      clearTimeout(retry)
      for (const stop of stops) stop()
      call.close()
    },
  }
}

const nothing = { subscribe: () => () => {}, snapshot: (): CallSnapshot | undefined => undefined }

interface HeldCall {
  readonly call: Call | undefined
  readonly snapshot: CallSnapshot | undefined
  /** Another page of the same seat, on a phone for instance, has carried the call over to itself. */
  readonly elsewhere: boolean
  readonly bringBack: () => void
}

/** Holds the call for as long as this page may, and sends what the person's devices give. */
export const useCall = (session: string, mayHold: boolean, media: LocalMedia): HeldCall => {
  const { relayOnly } = useCallWishes()
  const [call, setCall] = useState<Call>()
  const [elsewhere, setElsewhere] = useState(false)
  const bringBack = useCallback(() => setElsewhere(false), [])
  const holdsCall = mayHold && !elsewhere
  useEffect(() => {
    if (!holdsCall) return
    let here = true
    let stop = () => {}
    void fetchPart(() => import('@unanimous/call')).then(({ createCall }) => {
      if (!here) return
      const running = startCall(session, createCall, () => setElsewhere(true))
      stop = running.stop
      setCall(running.call)
    })
    return () => {
      here = false
      setCall(undefined)
      stop()
    }
  }, [session, holdsCall])
  const { micTrack, cameraTrack, muted } = media
  useEffect(() => call?.setRelayOnly(relayOnly), [call, relayOnly])
  useEffect(() => call?.setMicrophone(micTrack), [call, micTrack])
  useEffect(() => call?.setCamera(cameraTrack), [call, cameraTrack])
  useEffect(() => call?.setMuted(muted), [call, muted])
  const source = call ?? nothing
  return { call, elsewhere: elsewhere && mayHold, bringBack, snapshot: useSyncExternalStore(source.subscribe, source.snapshot) }
}
