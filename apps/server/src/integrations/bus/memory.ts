import type { Bus, BusMessage } from '#kernel/bus.ts'

/** News within one process. A listener that throws does not keep the others from hearing. */
export function memoryBus(onError: (error: unknown) => void = () => {}): Bus {
  const listeners = new Set<(message: BusMessage) => void>()
  return {
    publish(message) {
      for (const listener of listeners) {
        try {
          listener(message)
        } catch (error) {
          onError(error)
        }
      }
    },
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice is two subscriptions.
      const own = (message: BusMessage) => listener(message)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    async close() {
      listeners.clear()
    },
  }
}
