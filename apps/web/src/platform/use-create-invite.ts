import type { CommandInput } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForget } from './queries.ts'
import { sayRefusal } from './say-refusal.ts'
import { send } from './server-socket.ts'

/** Opens a session for a friend and goes to its green room, where the link stands and the plan can still be changed. */
export const useCreateInvite = () => {
  const navigate = useNavigate()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const create = async (plan: CommandInput<'create-invite'>) => {
    setBusy(true)
    try {
      const { session } = await send('create-invite', plan)
      void forget('home')
      await navigate({ to: '/r/$session/green', params: { session } })
    } catch (error) {
      sayRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return { create, busy }
}
