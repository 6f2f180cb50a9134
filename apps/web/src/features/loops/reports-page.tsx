import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { formatDay } from '../../platform/dates.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { read, type Refused } from '../../platform/api.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import './loops.css'

type Page = QueryOutput<'reports'>
type Report = Page['reports'][number]

const useReportPages = () => useInfiniteQuery<Page, Refused, readonly Report[], readonly unknown[], string | undefined>({
  queryKey: ['reports', 'pages'],
  queryFn: ({ signal, pageParam }) => read('reports', pageParam === undefined ? {} : { after: pageParam }, signal),
  initialPageParam: undefined,
  getNextPageParam: page => page.next ?? undefined,
  select: ({ pages }) => pages.flatMap(page => page.reports),
})

/** For whoever moderates: what candidates ticked as disrespect. Nobody else reads it, the interviewer least of all. */
export const ReportsPage = () => {
  const pages = useReportPages()
  return (
    <Sheet title={<Trans>Reports</Trans>}>
      <WhenRead read={pages} whose={<Trans>Only moderators read this. Whoever runs this server names them.</Trans>}>
        {reports => (
          <div className="in-question">
            <p className="dim"><Trans>Each time a candidate ticked disrespect, once both cards were open. The interviewer never sees it.</Trans></p>
            {reports.length === 0 && <EmptyState title={<Trans>Nothing was reported</Trans>} about={<Trans>A tick stands here from the moment its session opens.</Trans>} />}
            {reports.map(report => <Reported key={report.round} report={report} />)}
            {pages.hasNextPage && <p className="older"><Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}><Trans>Show older reports</Trans></Button></p>}
          </div>
        )}
      </WhenRead>
    </Sheet>
  )
}

const Reported = ({ report }: { readonly report: Report }) => {
  const { t } = useLingui()
  const words = useWords()
  const aspects: Readonly<Record<Report['said'][number]['aspect'], string>> = {
    clear_brief: t`Clear brief`, pressed_with_purpose: t`Pressed with purpose`, fair_help: t`Fair help`, listened: t`Listened`, kept_time: t`Kept time`,
  }
  const { by, about, times } = report
  const [day, kind] = [formatDay(report.openedAt), words.kind(report.kind)]
  return (
    <section className="reported" aria-label={t`${by} about ${about}`}>
      <h2><Trans>{by} about {about}</Trans></h2>
      <p className="faint sm"><Trans>{kind}, opened {day}</Trans> · <Plural value={times} one="the only report about them" other="# reports about them" /></p>
      {report.said.map(({ aspect, rating, example }) => <p key={aspect}><span className="faint"><Trans>{aspects[aspect]}, {rating} of 4</Trans></span> <span className="q">{example}</span></p>)}
      {report.inLoop && <p><a className="ul" href={`/moderation/${report.round}`}><Trans>Read the card, and void it if it was abuse</Trans></a></p>}
    </section>
  )
}
