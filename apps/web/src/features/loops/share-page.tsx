import { Trans } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { formatDay } from '../../platform/dates.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { BoardView } from './board-view.tsx'
import { LoopCards } from './loop-cards.tsx'
import './loops.css'

/** Somebody's loop as their link shows it: to read, and nothing else. */
export const SharePage = () => {
  const { token = '' } = useParams({ strict: false })
  const read = useRead('shared-loop', { token })
  const until = formatDay(read.data?.expiresAt ?? 0)
  const whose = read.data?.board.candidate ?? ''
  return (
    <FullPage
      title={read.data ? <Trans>A loop of {whose}</Trans> : <Trans>A loop</Trans>}
      about={read.data && <Chip className="opt"><Trans>Read only, until {until}</Trans></Chip>}
      tools={<LinkButton size="sm" href="/"><Trans>Start your own</Trans></LinkButton>}
    >
      <WhenRead read={read}>
        {({ board, cards, evidence, shows }) => (
          <BoardView board={board} {...(shows === 'cards' ? { cardHref: (round: string) => `#${round}` } : {})}>
            {shows === 'cards' && <LoopCards board={board} cards={cards} evidence={evidence} />}
          </BoardView>
        )}
      </WhenRead>
    </FullPage>
  )
}
