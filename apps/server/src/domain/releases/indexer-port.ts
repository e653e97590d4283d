import type { Protocol, Release } from './release.ts'

/** What an indexer can do, as it says itself. */
export interface Capabilities {
  title: string
  hasBookSearch: boolean
  /** Of one page. */
  mostResults: number
  categories: readonly IndexerCategory[]
}

export interface IndexerCategory {
  id: number
  name: string
  /** It stands below another one. */
  isChild: boolean
}

export interface IndexerQuery {
  /** By fields, where the indexer knows books; by words; or just what is newest. */
  by: { title: string; author: string } | { words: string } | 'newest'
  categories: readonly number[]
  /** From which hit on; 0 unless said. */
  offset?: number
}

export interface ReleasePage {
  releases: Release[]
  /** Of all pages, where the indexer tells it. */
  total: number | undefined
}

/** Why an indexer gave no answer; each kind asks for something else. */
export interface IndexerFailure {
  /**
   * `credentials`: a person has to look. `limit`: too much was asked for. `disabled`: the indexer has switched something
   * off. `parameter`: it does not know this kind of question. `gone`: what was asked for is no more. `refused`: the
   * address may not be called. `unreachable`: nothing came back that could be read.
   */
  kind: 'credentials' | 'limit' | 'disabled' | 'parameter' | 'gone' | 'refused' | 'unreachable'
  /** For people. */
  text: string
  /** The status of the answer, where there was one. */
  status?: number
  retryAfterSeconds?: number
}

export type Answer<Value> = { ok: true; value: Value } | { ok: false; failure: IndexerFailure }

/** What became of a question, for whoever wants to know what was sent. */
export interface Asked {
  /** Without keys. */
  url: string
  milliseconds: number
}

/** The file that a download client is handed. */
export type ReleaseFile =
  | { kind: 'nzb'; bytes: Uint8Array }
  | { kind: 'torrent'; bytes: Uint8Array; infoHash: string | undefined; infoHashV2: string | undefined }
  | { kind: 'magnet'; uri: string; infoHash: string | undefined }

/** Something that knows releases. */
export interface Indexer {
  readonly id: number
  readonly name: string
  readonly protocol: Protocol
  capabilities(signal?: AbortSignal): Promise<Answer<Capabilities> & Asked>
  search(query: IndexerQuery, signal?: AbortSignal): Promise<Answer<ReleasePage> & Asked>
  /** @param url as a release of this indexer has it */
  fetchFile(url: string, signal?: AbortSignal): Promise<Answer<ReleaseFile>>
}
