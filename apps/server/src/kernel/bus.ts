/** News for whoever listens right now (web pages over an event stream). Nothing is kept: rows are the truth. */
export interface BusMessage {
  /** e.g. `scan`, `job`, `books-changed`. */
  topic: string
  /** Only for this account, where set. */
  userId?: number
  /** JSON, small. */
  data: unknown
}

export interface Bus {
  publish(message: BusMessage): void
  /** @returns stops listening */
  subscribe(listener: (message: BusMessage) => void): () => void
  close(): Promise<void>
}
