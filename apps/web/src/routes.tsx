import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { NotFoundPage, PageFailed } from './edge-pages.tsx'
import { signedInOnly } from './guard.ts'
import { RootLayout } from './root-layout.tsx'

const root = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage, errorComponent: PageFailed })

/** A page that is fetched when somebody goes there. */
const page = <Path extends string>(path: Path, load: () => Promise<ComponentType>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  })

/** A page for signed-in people without a sidebar: rooms and what is filed about them. */
const fullPage = <Path extends string>(path: Path, load: () => Promise<ComponentType>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: signedInOnly,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  })

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: signedInOnly,
  component: lazyRouteComponent(async () => ({ default: (await import('./shell.tsx')).Shell })),
})

/** A page for signed-in people inside the sidebar's frame; it draws a `Sheet`. */
const shellPage = <Path extends string>(path: Path, load: () => Promise<ComponentType>) =>
  createRoute({
    getParentRoute: () => shell,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  })

export const router = createRouter({
  routeTree: root.addChildren([
    page('/sign-in', () => import('./features/accounts/sign-in-page.tsx').then((module) => module.SignInPage)),
    page('/by-mail', () => import('./features/accounts/by-mail-page.tsx').then((module) => module.ByMailPage)),
    page('/i/$code', () => import('./features/matching/invite-page.tsx').then((module) => module.InvitePage)),
    fullPage('/r/$session/green', () => import('./features/green-room/green-room-page.tsx').then((module) => module.GreenRoomPage)),
    fullPage('/r/$session', () => import('./room-page.tsx').then((module) => module.RoomPage)),
    fullPage('/rate/$session', () => import('./rate-page.tsx').then((module) => module.RatePage)),
    page('/rate-with/$token', () => import('./features/rounds/rater/join-page.tsx').then((module) => module.JoinAsRaterPage)),
    fullPage('/r/$session/beside', () => import('./beside-page.tsx').then((module) => module.BesidePage)),
    fullPage('/r/$session/score/$round', () => import('./features/scorecards/scorecard-page.tsx').then((module) => module.ScorecardPage)),
    fullPage('/r/$session/estimate/$round', () => import('./features/scorecards/estimate-page.tsx').then((module) => module.EstimatePage)),
    fullPage('/replay/$round', () => import('./replay-page.tsx').then((module) => module.ReplayPage)),
    fullPage('/replay/$round/retry', () => import('./replay-page.tsx').then((module) => module.RetryPage)),
    fullPage('/library/$pack/rehearse', () => import('./features/rounds/rehearsal/rehearse-page.tsx').then((module) => module.RehearsePage)),
    shell.addChildren([
      shellPage('/', () => import('./features/home/home-page.tsx').then((module) => module.HomePage)),
      shellPage('/history', () => import('./features/history/history-page.tsx').then((module) => module.HistoryPage)),
      shellPage('/history/$round', () => import('./features/history/card-page.tsx').then((module) => module.CardPage)),
      shellPage('/history/imported/$card', () => import('./features/history/imported-page.tsx').then((module) => module.ImportedPage)),
      shellPage('/loops', () => import('./features/loops/loops-page.tsx').then((module) => module.LoopsPage)),
      shellPage('/loops/$loop', () => import('./features/loops/board-page.tsx').then((module) => module.BoardPage)),
      shellPage('/loops/$loop/debrief', () => import('./features/loops/debrief-page.tsx').then((module) => module.LoopDebriefPage)),
      shellPage('/moderation', () => import('./features/loops/reports-page.tsx').then((module) => module.ReportsPage)),
      shellPage('/moderation/$round', () => import('./features/loops/moderation-page.tsx').then((module) => module.ModerationPage)),
      shellPage('/s/$session', () => import('./features/debrief/debrief-page.tsx').then((module) => module.DebriefPage)),
      shellPage('/plan', () => import('./features/plan/plan-page.tsx').then((module) => module.PlanPage)),
      shellPage('/stories', () => import('./features/stories/stories-page.tsx').then((module) => module.StoriesPage)),
      shellPage('/practice', () => import('./features/matching/practice-page.tsx').then((module) => module.PracticePage)),
      shellPage('/library', () => import('./features/library/library-page.tsx').then((module) => module.LibraryPage)),
      shellPage('/library/$pack', () => import('./library-pack-page.tsx').then((module) => module.LibraryPackPage)),
      shellPage('/library/mine', () => import('./features/questions/questions-page.tsx').then((module) => module.QuestionsPage)),
      shellPage('/library/mine/$question', () => import('./question-page.tsx').then((module) => module.QuestionPage)),
      shellPage('/connection', () => import('./features/connection/connection-page.tsx').then((module) => module.ConnectionPage)),
      shellPage('/settings', () => import('./features/accounts/settings-page.tsx').then((module) => module.SettingsPage)),
      shellPage('/settings/recordings', () => import('./features/recording/recordings-page.tsx').then((module) => module.RecordingsPage)),
      shellPage('/settings/data', () => import('./features/portable/data-page.tsx').then((module) => module.DataPage)),
    ]),
    page('/share/$token', () => import('./features/loops/share-page.tsx').then((module) => module.SharePage)),
    page('/sample', () => import('./features/loops/sample-page.tsx').then((module) => module.SamplePage)),
    page('/ui', () => import('./features/kit/kit-page.tsx').then((module) => module.KitPage)),
    page('/ui/shell', () => import('./features/kit/kit-frames.tsx').then((module) => module.KitShell)),
    page('/ui/room', () => import('./features/kit/kit-frames.tsx').then((module) => module.KitRoom)),
    page('/ui/full', () => import('./features/kit/kit-frames.tsx').then((module) => module.KitFull)),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
