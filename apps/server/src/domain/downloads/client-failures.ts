/** How often a client has not answered, one time after the other. One miss is no news: programs are restarted. */
export interface ClientFailures {
  /** @returns how many there are in a row now */
  missed(clientId: number): number
  answered(clientId: number): void
}

export function countClientFailures(): ClientFailures {
  const missed = new Map<number, number>()
  return {
    missed(clientId) {
      const count = (missed.get(clientId) ?? 0) + 1
      missed.set(clientId, count)
      return count
    },
    answered(clientId) {
      missed.delete(clientId)
    },
  }
}
