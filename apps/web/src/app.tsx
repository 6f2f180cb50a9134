import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LiveRegions } from './platform/announce.tsx'
import { i18n } from './platform/i18n.ts'
import { followLinks } from './platform/links.ts'
import { queryClient } from './platform/queries.ts'
import { router } from './routes.tsx'
import { Toasts } from './ui/toast.tsx'

/** Puts the providers around the pages. The pages themselves are in routes.tsx. */
export const App = () => {
  useEffect(() => followLinks((href) => router.history.push(href)), [])
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <LiveRegions />
      <Toasts />
    </I18nProvider>
  )
}
