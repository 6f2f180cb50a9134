import { limits, type RunLiveNews } from '@unanimous/protocol'
import { serverClock } from '../../platform/clock.ts'
import { listen } from '../../platform/server-socket.ts'
import { isUnderWay, type ShownRuns } from './shown-runs.ts'

interface PeerRunsNeeds {
  readonly session: string
  readonly round: string
  readonly seat: string
  readonly shown: ShownRuns
}

/** Shows what the other person runs while it runs. A run whose page went away and does not come back is marked lost. */
export const followPeerRuns = ({ session, round, seat, shown }: PeerRunsNeeds) => {
  const lostTimers = new Map<string, ReturnType<typeof setTimeout>>()

  const lose = (id: string) => {
    const run = shown.get(id)
    if (!run || !isUnderWay(run) || shown.isRecorded(id)) return
    shown.change(id, { status: 'lost', ms: Math.max(0, Math.round(serverClock.now() - run.startedAt)) })
    shown.record(id, 'lost')
  }
  const take = (id: string, event: RunLiveNews['event']) => {
    if (event.kind === 'running') shown.change(id, { status: 'running' })
    else if (event.kind === 'output') shown.change(id, { status: 'running', chunks: [...shown.get(id)?.chunks ?? [], event.text] })
    else if (event.kind === 'ended') shown.change(id, { status: event.status, ms: event.ms, truncated: event.truncated })
    else if (event.kind === 'gone') lostTimers.set(id, setTimeout(() => lose(id), limits.runLostAfterMs))
  }
  const stop = listen('run:live', news => {
    if (news.session !== session || news.round !== round || news.seat === seat) return
    const { run: id, event, language, startedAt } = news
    clearTimeout(lostTimers.get(id))
    if (shown.isRecorded(id)) return
    if (!shown.get(id)) {
      shown.add({
        id, seat: news.seat, language, startedAt, status: event.kind === 'started' ? 'preparing' : 'running', ms: 0, chunks: [], truncated: false,
        ...(news.cases ? { cases: [] } : {}),
      })
    }
    take(id, event)
  })
  return {
    lose,
    close() {
      stop()
      for (const timer of lostTimers.values()) clearTimeout(timer)
    },
  }
}
