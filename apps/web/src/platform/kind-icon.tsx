import { CodeXml, ListTree, MessagesSquare, Network, Phone, UserRoundCheck, UserRoundSearch, Workflow } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RoundKind } from './words.ts'

const icons: Readonly<Record<RoundKind, ReactNode>> = {
  recruiter: <UserRoundSearch />,
  hm: <UserRoundCheck />,
  tech: <Phone />,
  coding: <CodeXml />,
  sd: <Workflow />,
  culture: <MessagesSquare />,
  deep: <Network />,
  extension: <ListTree />,
}

/** The sign of a round kind; always beside its name. */
export const KindIcon = ({ kind }: { readonly kind: RoundKind }): ReactNode => icons[kind]
