import type { Db } from '#database/open.ts'
import type { ReleaseFile } from '#domain/releases/indexer-port.ts'
import { findIndexer, type IndexerRow } from '#domain/releases/indexer-store.ts'
import type { IndexerDeps } from '#domain/releases/indexer-turns.ts'
import { fetchReleaseFile, indexerOfLink, type ReleaseLink } from '#domain/releases/release-links.ts'
import { DomainError, invalid } from '#kernel/errors.ts'

/** The indexer that a link belongs to, with what it wants of who downloads from it. */
export async function indexerFor(db: Db, link: ReleaseLink): Promise<IndexerRow | undefined> {
  const id = await indexerOfLink(db, link)
  return id === null ? undefined : findIndexer(db, id)
}

/**
 * Fetches what a download client is handed.
 * @throws `invalid` where the link leads somewhere refused; `bad-gateway` where it cannot be had
 */
export async function releaseFileOrThrow(
  deps: IndexerDeps,
  link: ReleaseLink,
  signal?: AbortSignal,
): Promise<ReleaseFile> {
  const answer = await fetchReleaseFile(deps, link, signal)
  if (answer.ok) return answer.value
  const { kind, text } = answer.failure
  if (kind === 'refused') throw invalid('outbound.refused', text)
  throw new DomainError('bad-gateway', 'grab.file', `the release cannot be fetched: ${text}`)
}
