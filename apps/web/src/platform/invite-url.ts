import { useRead } from './queries.ts'

/** The address that takes the empty seat, on the host that the operator named or else on this page's own. */
export const useInviteUrl = (code: string): string => {
  const host = useRead('host', {})
  return `${(host.data?.publicUrl ?? location.origin).replace(/\/$/, '')}/i/${code}`
}
