import type { Slot } from '#domain/releases/formats.ts'
import type { IndexerDeps } from '#domain/releases/indexer-turns.ts'
import type { Protocol } from '#domain/releases/release.ts'
import type { Logger } from '#kernel/logger.ts'
import type { OpenClient } from './download-client.ts'

export interface GrabDeps extends IndexerDeps {
  openClient: OpenClient
  logger: Logger
}

/** From what to what a file is to become better; in the words of the history. */
export interface Upgrade {
  fromFormat: string
  /** Null where nothing tells the format of the new one. */
  toFormat: string | null
  fromScore: number
  toScore: number
}

/** A release that somebody wants. */
export interface GrabRequest {
  guid: string
  title: string
  /** An address of http or a magnet link. */
  url: string
  /** 0 where it is not known. */
  sizeBytes: number
  bookId: number | null
  indexerId: number | null
  protocol: Protocol
  /** Undefined: as its name says. */
  slot?: Slot | undefined
  /** Who wants it; null: whoever owns the book. */
  userId: number | null
  isAutomatic: boolean
  /** It is to take the place of a file that is there. */
  upgrade?: Upgrade
  /** What was found out about it, for the history. */
  found?: Readonly<Record<string, unknown>>
}
