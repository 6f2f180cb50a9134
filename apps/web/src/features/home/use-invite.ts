import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'

/** Opens a session for a friend; its green room has the link, and the plan can be changed there. */
export const useInvite = () => {
  const navigate = useNavigate()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const create = async () => {
    setBusy(true)
    try {
      const { session } = await send('create-invite', { kind: 'coding', minutes: 60, bothWays: true })
      await forget('home')
      await navigate({ to: '/r/$session/green', params: { session } })
    } catch (error) {
      sayRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return { create, busy }
}
