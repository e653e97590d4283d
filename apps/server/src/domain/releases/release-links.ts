import type { Db } from '#database/open.ts'
import { counted, mayGrab } from './indexer-health.ts'
import type { Answer, ReleaseFile } from './indexer-port.ts'
import { changeHealth, findIndexer, type IndexerRow, listIndexers, settingsOf } from './indexer-store.ts'
import type { IndexerDeps } from './indexer-turns.ts'
import { ownerOfLink } from './link-owner.ts'
import { limitsOf, readHealth } from './stored-health.ts'

/** Where a release is to be had. */
export interface ReleaseLink {
  /** An address of http or a magnet link; without the key of its indexer. */
  url: string
  /** Null or undefined where nobody said. */
  indexerId?: number | null | undefined
}

/** The indexer that a link belongs to: the one that is named, else the only one at its host; null where there is none. */
export async function indexerOfLink(db: Db, link: ReleaseLink): Promise<number | null> {
  return (await ownerOf(db, link))?.id ?? null
}

async function ownerOf(db: Db, { url, indexerId }: ReleaseLink): Promise<IndexerRow | undefined> {
  const named = indexerId ? await findIndexer(db, indexerId) : undefined
  return named ?? ownerOfLink(url, await listIndexers(db))
}

/**
 * Fetches the file of a release, with the key of its indexer where the link leads there. Magnet links are given back as
 * they are. What the indexer allows is counted; a grab beyond it is refused before anything is asked.
 */
export async function fetchReleaseFile(
  deps: IndexerDeps,
  link: ReleaseLink,
  signal?: AbortSignal,
): Promise<Answer<ReleaseFile>> {
  const { db, transaction, clock, secrets, indexers } = deps
  const owner = await ownerOf(db, link)
  if (!owner) return indexers.fetchFile(link.url, signal)
  const health = readHealth(owner.health_json)
  if (!mayGrab(health, limitsOf(health), clock.now())) {
    return { ok: false, failure: { kind: 'limit', text: `${owner.name} allows no more downloads for now` } }
  }
  const answer = await indexers.open(settingsOf(owner, secrets)).fetchFile(link.url, signal)
  if (answer.ok && answer.value.kind !== 'magnet') {
    await transaction((trx) =>
      changeHealth(trx, owner.id, (now) => counted(now, limitsOf(now), clock.now(), { grabs: 1 })),
    )
  }
  return answer
}
