import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { NotFoundPage, PageFailed } from './edge-pages.tsx'
import { RootLayout } from './root-layout.tsx'

const root = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage, errorComponent: PageFailed })

/** A page that is fetched when somebody goes there. */
const page = <Path extends string>(path: Path, load: () => Promise<ComponentType>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  })

export const router = createRouter({
  routeTree: root.addChildren([
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
