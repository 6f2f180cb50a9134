import { useRead } from './queries.ts'

/** Where people from outside open this server: as the operator named it, or else as this page was opened. No slash at its end. */
export const useServerUrl = (): string => {
  const host = useRead('host', {})
  return (host.data?.publicUrl ?? location.origin).replace(/\/$/, '')
}

/** The address that takes the empty seat. */
export const useInviteUrl = (code: string): string => `${useServerUrl()}/i/${code}`
