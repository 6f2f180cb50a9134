import { useNavigate } from '@tanstack/react-router'
import { useForget } from './queries.ts'
import { sayRefusal } from './say-refusal.ts'
import { send } from './server-socket.ts'

/** Opens a session with the same person, the roles the other way round first, and goes to its green room. */
export const useRematch = () => {
  const navigate = useNavigate()
  const forget = useForget()
  return async (session: string): Promise<void> => {
    try {
      const made = await send('rematch', { session })
      void forget('home')
      await navigate({ to: '/r/$session/green', params: { session: made.session } })
    } catch (error) {
      sayRefusal(error)
    }
  }
}
