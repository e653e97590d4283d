import type { DownloadClientType } from '#database/schema.ts'
import type { ReleaseFile } from '#domain/releases/indexer-port.ts'
import type { Protocol } from '#domain/releases/release.ts'

/** How a download client is reached. */
export interface ClientSettings {
  type: DownloadClientType
  host: string
  port: number
  isTls: boolean
  urlBase: string
  apiKey: string
  username: string
  password: string
}

/**
 * How far a client is with something, in one set of words. `queued` and `paused` wait for the client or a person, `stalled`
 * waits for others; `checking` is loaded and not in place yet; `removed` was taken out by a person, and only some clients
 * remember that.
 */
export type ItemState =
  | 'queued'
  | 'paused'
  | 'downloading'
  | 'stalled'
  | 'checking'
  | 'completed'
  | 'failed'
  | 'removed'

/** Something that a client downloads. */
export interface ClientItem {
  /** Torrents: the hash in lower case. */
  id: string
  name: string
  state: ItemState
  /** 0 to 1. */
  progress: number
  sizeBytes: number
  leftBytes: number
  /** Bytes a second; undefined where the client does not tell it. */
  speed: number | undefined
  /** Undefined where it is not known, or never. */
  secondsLeft: number | undefined
  /** It is a magnet link whose content is not known yet. */
  isWithoutMetadata: boolean
  /** Empty where there is none. */
  error: string
  /** The file or folder with its content and nothing else, as the client calls it; undefined while it is not known. */
  path: string | undefined
}

export interface AddOptions {
  /** As which it shall be called, where the client lets that be chosen. */
  name: string
  /** Empty: none. */
  category: string
  /** Ids under which a client may keep it, computed from the file; empty for Usenet. */
  ids: readonly string[]
  /** How much to give back; undefined: as the client is set up. -1: without an end. */
  seedRatio?: number | undefined
}

export interface ClientProbe {
  version: string
  /** Where a client puts what it has finished, by category. */
  folders: CategoryFolder[]
}

export interface CategoryFolder {
  category: string
  /** False where the client has categories and this one is not among them. */
  isKnown: boolean
  /** As the client calls it; undefined where it does not tell. */
  path: string | undefined
}

/**
 * A program that downloads. Every call throws a DomainError with a sentence for people: `unavailable` where the client
 * cannot be reached, does not let us in or answers nonsense; `bad-gateway` (code `client.refused`) where it answers that it
 * will not; `invalid` where its address may not be called.
 */
export interface DownloadClient {
  readonly protocol: Protocol
  /** Whether it can be used, and where it puts things. Makes sure of the credentials. */
  probe(categories: readonly string[], signal?: AbortSignal): Promise<ClientProbe>
  /** What it knows of these ids. One that is not among the answers is not in the client any more. */
  list(ids: readonly string[], signal?: AbortSignal): Promise<ClientItem[]>
  /** Clients that give out ids by themselves find what was handed to them by its exact name. */
  findByName?(name: string, signal?: AbortSignal): Promise<ClientItem | undefined>
  /**
   * Hands over a file or magnet link. What the client has already is adopted.
   * @returns the id under which the client keeps it
   */
  add(file: ReleaseFile, options: AddOptions, signal?: AbortSignal): Promise<string>
  /**
   * Takes it out of the client; what is not in there is left at that.
   * @returns where its content was left although it should go, by a client that deletes nothing
   */
  remove(id: string, options: { withData: boolean }, signal?: AbortSignal): Promise<{ leftBehind: string | undefined }>
}

/**
 * Makes the client that settings describe. One that is asked for again keeps its session, and what it has learnt of wrong
 * passwords, unless it is wanted fresh.
 */
export type OpenClient = (settings: ClientSettings, options?: { isFresh?: boolean }) => DownloadClient

export const protocolOf = (type: DownloadClientType): Protocol =>
  type === 'sabnzbd' || type === 'nzbget' ? 'usenet' : 'torrent'
