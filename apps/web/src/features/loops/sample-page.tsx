import { Trans } from '@lingui/react/macro'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { BoardView } from './board-view.tsx'
import { LoopCards } from './loop-cards.tsx'
import './loops.css'

/** A finished loop by invented people, for anybody: the same rules, the same pages. */
export const SamplePage = () => {
  const read = useRead('sample-loop', {})
  return (
    <FullPage
      title={<Trans>A finished loop</Trans>}
      about={<Chip className="opt"><Trans>Invented people, real rules</Trans></Chip>}
      tools={<LinkButton size="sm" variant="primary" href="/"><Trans>Start your own</Trans></LinkButton>}
    >
      <WhenRead read={read}>
        {sample => <BoardView board={sample.board} cardHref={round => `#${round}`}><LoopCards {...sample} /></BoardView>}
      </WhenRead>
    </FullPage>
  )
}
