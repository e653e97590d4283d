import type { Clock } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { Outbound } from '../outbound/outbound.ts'

/** An indexer as it is configured. Both kinds speak one protocol; they differ in what their releases are by default. */
export interface FeedIndexerSettings {
  id: number
  name: string
  type: 'newznab' | 'torznab'
  /** With the path of its API. */
  url: string
  apiKey: string
  priority: number
}

export interface FeedIndexerDeps {
  http: Outbound
  clock: Clock
  logger: Logger
  /** Links of releases may lead to this machine. */
  isLoopbackAllowed?: boolean
}
