/** What an outbox has to know of the line that its commands leave by. */
interface OutboxNeeds {
  readonly isUp: () => boolean
  /** Whether a failure means that nobody answered, so that the same command may be sent again. */
  readonly isSilence: (error: unknown) => boolean
  /** What is said of a command that no line came for. */
  readonly silence: () => Error
}

interface Command {
  readonly made: number
  /** Given up, so that a failure is its last. */
  isOver: boolean
  /** Set while it waits for the line. */
  turn?: { readonly leave: () => void; readonly giveUp: () => void } | undefined
}

const mostTries = 20
/** Without a line this long counts as a try. Counted by the piece: a machine that slept has not waited for as long as it slept. */
const waitMs = 8_000

/**
 * Commands leave in the order in which they were made, so that an older text never overwrites a newer one. The socket
 * library's own buffer does not keep it: a message that it gave up on comes in again behind the younger ones. So what is
 * made while the line is down waits here, and what was on its way when it dropped goes before what was made afterwards.
 */
export const createOutbox = ({ isUp, isSilence, silence }: OutboxNeeds) => {
  let made = 0
  const open = new Set<Command>()
  const waiting = () => [...open].filter(({ turn }) => turn !== undefined).toSorted((a, b) => a.made - b.made)

  const inTurn = <T>(command: Command, work: () => Promise<T>): Promise<T> => {
    // Between the line's return and its own turn, a command stands behind those that waited for the line.
    if (isUp() && waiting().length === 0) return work()
    return new Promise((resolve, reject) => {
      let waits = 0
      const timer = setInterval(() => {
        waits++
        if (waits === mostTries) command.turn?.giveUp()
      }, waitMs)
      const end = () => {
        clearInterval(timer)
        command.turn = undefined
      }
      command.turn = {
        leave() {
          end()
          resolve(work())
        },
        giveUp() {
          end()
          command.isOver = true
          reject(silence())
        },
      }
    })
  }

  return {
    /** Does a work, which sends the same command each time, until it is answered; no longer than a person waits, nor once the line is closed. */
    async send<T>(work: () => Promise<T>): Promise<T> {
      const command: Command = { made: ++made, isOver: false }
      open.add(command)
      try {
        for (let tries = 1; ; tries++) {
          try {
            return await inTurn(command, work)
          } catch (error) {
            if (!isSilence(error) || command.isOver || tries === mostTries) throw error
          }
        }
      } finally {
        open.delete(command)
      }
    },
    /** The line is there: all that wait leave at once, the oldest first. */
    release(): void {
      for (const { turn } of waiting()) turn?.leave()
    },
    /** The line was closed for good: nothing that was made until now is sent any more. */
    close(): void {
      for (const command of open) {
        command.isOver = true
        command.turn?.giveUp()
      }
    },
  }
}
