/**
 * How processes that serve documents tell each other something. Messages reach every listener of the topic, the sender's own included,
 * in order per sender; one that is not running misses them.
 */
export interface Bus {
  publish(topic: string, message: string): void
  /** Listens; gives the way to stop. */
  subscribe(topic: string, listener: (message: string) => void): () => void
}

/** The bus of a single process. Listeners are called before `publish` returns. */
export const createLocalBus = (): Bus => {
  const topics = new Map<string, Set<(message: string) => void>>()
  return {
    publish: (topic, message) => {
      for (const listener of [...(topics.get(topic) ?? [])]) listener(message)
    },
    subscribe: (topic, listener) => {
      const listeners = topics.get(topic) ?? new Set()
      topics.set(topic, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) topics.delete(topic)
      }
    },
  }
}
