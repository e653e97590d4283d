import type { NamedRelease } from './release-name.ts'

export type Protocol = 'usenet' | 'torrent'

export type IndexerFlag = 'freeleech' | 'halfleech' | 'internal' | 'vip' | 'scene'

/** One hit of a search, in the words of this project. What the indexer does not say is undefined. */
export interface Release extends NamedRelease {
  /** The identity that the indexer gives it. */
  guid: string
  indexerId: number
  indexerName: string
  /** The smaller, the better. */
  indexerPriority: number
  protocol: Protocol
  /** An address of http or a magnet link; without the key of the indexer. */
  downloadUrl: string
  /** A page for people. */
  infoUrl?: string | undefined
  /** 0 where it is not known. */
  sizeBytes: number
  /** As the indexer wrote it. */
  publishedText: string
  /** When it was posted; an instant. */
  publishedAt?: string | undefined
  categories: readonly number[]
  /** The words that the indexer has for its category. */
  category: string
  grabs: number
  files?: number | undefined
  newsgroup?: string | undefined
  poster?: string | undefined
  team?: string | undefined
  isProtected: boolean
  seeders?: number | undefined
  leechers?: number | undefined
  /** Lower-case hex. */
  infoHash?: string | undefined
  /** What of the download counts against the ratio: 0 is free. */
  downloadVolumeFactor?: number | undefined
  uploadVolumeFactor?: number | undefined
  minimumRatio?: number | undefined
  minimumSeedSeconds?: number | undefined
  flags: readonly IndexerFlag[]
}
