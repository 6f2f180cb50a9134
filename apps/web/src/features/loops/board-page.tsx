import { Trans, useLingui } from '@lingui/react/macro'
import type { LoopBoard } from '@unanimous/protocol'
import { useParams } from '@tanstack/react-router'
import { ChevronRight, Link, Plus, ScrollText, Share2, Tags, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { seatsToHold } from './board-rows.ts'
import { BoardView } from './board-view.tsx'
import { LoopList } from './loop-list.tsx'
import { OpenLoopDialog } from './open-loop-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { StartRoundDialog } from './start-round-dialog.tsx'
import { TeamsDialog } from './teams-dialog.tsx'
import { isFinal } from './use-verdict-words.ts'
import './loops.css'

/** One loop: does anyone object? */
export const BoardPage = () => {
  const { loop = '' } = useParams({ strict: false })
  const words = useWords()
  const read = useRead('loop', { loop })
  const [opening, setOpening] = useState(false)
  const [sharing, setSharing] = useState(false)
  const number = read.data?.number ?? 0
  return (
    <Sheet
      title={<a href="/loops"><Trans>Loops</Trans></a>}
      beside={read.data && <><ChevronRight className="s faint" /><span className="b nowrap"><Trans>Loop {number}</Trans></span><span className="faint ell opt">{words.level(read.data.level)}</span></>}
      tools={<>
        <LinkButton size="sm" variant="ghost" icon={<ScrollText className="s" />} href={`/loops/${loop}/debrief`}><Trans>Evidence</Trans></LinkButton>
        <Button size="sm" variant="ghost" icon={<Share2 className="s" />} onClick={() => setSharing(true)}><Trans>Share</Trans></Button>
        <Button size="sm" className="opt" icon={<Plus className="s" />} onClick={() => setOpening(true)}><Trans>New loop</Trans></Button>
      </>}
      still
    >
      <WhenRead read={read} whose={<Trans>A loop is its candidate's own. They can send you a link to read it.</Trans>}>
        {board => <BoardView board={board} cardHref={round => `/history/${round}`}><Foot board={board} onOpen={() => setOpening(true)} /></BoardView>}
      </WhenRead>
      {opening && <OpenLoopDialog onClose={() => setOpening(false)} />}
      {sharing && read.data && <ShareDialog board={read.data} onClose={() => setSharing(false)} />}
    </Sheet>
  )
}

/** The newest loops at the foot of a board; all of them are a page of their own. */
const SHOWN = 4

interface FootProps {
  readonly board: LoopBoard
  readonly onOpen: () => void
}

const Foot = ({ board, onOpen }: FootProps) => {
  const loops = useRead('loops', {})
  return (
    <div className="board-foot">
      {isFinal(board.verdict) ? <WhenOver board={board} next={1 + Math.max(board.number, ...(loops.data?.loops ?? []).map(({ number }) => number))} onOpen={onOpen} /> : <WhileOpen board={board} />}
      {loops.data && <div><h3><Trans>Your loops</Trans></h3><LoopList loops={loops.data.loops.slice(0, SHOWN)} current={board.loop} /></div>}
    </div>
  )
}

const WhenOver = ({ board, next, onOpen }: FootProps & { readonly next: number }) => {
  const closed = board.verdict.status === 'UNANIMOUS'
  const goesOn = board.verdict.status === 'ENDED' && board.closedAt === null && seatsToHold(board).length > 0
  const [starting, setStarting] = useState(false)
  return (
    <div>
      <h3>{closed ? <Trans>Keep it warm</Trans> : <Trans>What would change it</Trans>}</h3>
      <p className="dim">{closed ? <Trans>Run a round for someone else this week, while the bar is fresh.</Trans> : <Trans>Nothing changes this verdict. A new loop starts at once, and one loop is one reading of it.</Trans>}</p>
      <div className="row wrap">
        <Button variant={closed ? 'default' : 'primary'} onClick={onOpen}><Trans>Open loop {next}</Trans></Button>
        {goesOn
          ? <Button icon={<Link />} onClick={() => setStarting(true)}><Trans>Hold the rest as practice</Trans></Button>
          : <LinkButton variant={closed ? 'primary' : 'default'} href="/practice" icon={<UsersRound />}>{closed ? <Trans>Offer a round</Trans> : <Trans>Hold a round as practice</Trans>}</LinkButton>}
      </div>
      {starting && <StartRoundDialog board={board} onClose={() => setStarting(false)} />}
    </div>
  )
}

const WhileOpen = ({ board }: { readonly board: LoopBoard }) => {
  const { t } = useLingui()
  const forget = useForget()
  const [starting, setStarting] = useState(false)
  const [closing, setClosing] = useState(false)
  const [naming, setNaming] = useState(false)
  const close = async () => {
    setClosing(false)
    await send('close-loop', { loop: board.loop }).catch(sayRefusal)
    await forget('loop', 'loops', 'home')
  }
  return (
    <div>
      <h3><Trans>Next round</Trans></h3>
      <p className="dim"><Trans>With a friend by link, or declare a round as this loop’s in any green room.</Trans></p>
      <div className="row wrap">
        <Button variant="primary" icon={<Link />} onClick={() => setStarting(true)}><Trans>Start a round</Trans></Button>
        <LinkButton href="/practice" icon={<UsersRound />}><Trans>Find a peer</Trans></LinkButton>
        <Button variant="ghost" icon={<Tags />} onClick={() => setNaming(true)}><Trans>Teams</Trans></Button>
        <Button variant="ghost" onClick={() => setClosing(true)}><Trans>Close this loop</Trans></Button>
      </div>
      {naming && <TeamsDialog board={board} onClose={() => setNaming(false)} />}
      {starting && <StartRoundDialog board={board} onClose={() => setStarting(false)} />}
      <AlertDialog
        open={closing} narrow onClose={() => setClosing(false)} title={t`Close this loop?`}
        description={<Trans>With rounds missing it ends incomplete, and an incomplete loop never reads as a yes. It cannot be opened again.</Trans>}
        footer={<><Button variant="ghost" keys="Escape" onClick={() => setClosing(false)}><Trans>Back</Trans></Button><span className="sp" /><Button variant="danger" onClick={() => void close()}><Trans>Close the loop</Trans></Button></>}
      />
    </div>
  )
}
