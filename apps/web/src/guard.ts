import type { QueryOutput } from '@unanimous/protocol'
import { redirect } from '@tanstack/react-router'
import { read, Refused } from './platform/api.ts'
import { queryClient } from './platform/queries.ts'

const whoAmI = () => queryClient.fetchQuery<QueryOutput<'me'>, Refused>({ queryKey: ['me', {}], queryFn: ({ signal }) => read('me', {}, signal), staleTime: 60_000 })

/** Lets signed-in people through, members and guests alike; others sign in first and come back to where they wanted to be. */
export const signedInOnly = async ({ location }: { readonly location: { readonly href: string } }): Promise<void> => {
  try {
    await whoAmI()
  } catch (error) {
    // A server that does not answer says nothing about who is signed in: the page itself then says what is wrong.
    if (!(error instanceof Refused) || error.code !== 'account/sign-in-first') return
    throw redirect({ href: location.href === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(location.href)}`, replace: true })
  }
}
