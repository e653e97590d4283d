import * as contract from '@colophon/contract/web/releases.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { isInScope, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { readReports } from '#domain/releases/book-searches.ts'
import type { Slot } from '#domain/releases/formats.ts'
import { listIndexers } from '#domain/releases/indexer-store.ts'
import type { IndexerDeps } from '#domain/releases/indexer-turns.ts'
import { searchBook } from '#domain/releases/search-book.ts'
import {
  type KeptReport,
  type ReportedIndexer,
  type ReportedRelease,
  reportedRelease,
} from '#domain/releases/search-report.ts'
import { readSearchedBook } from '#domain/releases/searched-book.ts'
import { readHealth } from '#domain/releases/stored-health.ts'
import { upgradeStandings } from '#domain/releases/upgrading.ts'
import { notFound } from '#kernel/errors.ts'
import { route } from '../route.ts'

export interface WebReleaseDeps extends IndexerDeps {
  http: { acquisition: { areAccountsApart: boolean } }
}

/** What the pages show of searches beyond what other clients know. */
export function webReleaseRoutes(app: FastifyInstance, deps: WebReleaseDeps): void {
  const { db, http } = deps
  const scopeOf = ({ isAdmin, userId }: Principal): OwnerScope =>
    http.acquisition.areAccountsApart && !isAdmin ? userId : null

  route(app, contract.searchInteractively, async ({ params, body, principal }) => {
    const { slot = null, showsRejected = false } = body
    const caller = { userId: principal.userId, scope: scopeOf(principal) }
    const { searches, trace } = await searchBook(deps, readKey(params.bookId), caller, { slot, showsRejected })
    return {
      indexers: (trace?.indexers ?? []).map((one) => presentIndexer({ ...one, error: one.failure?.text })),
      releases: searches.flatMap(({ slot: of, found }) =>
        found.decisions.map((decision) => presentRelease(reportedRelease(decision), of)),
      ),
      milliseconds: trace?.milliseconds ?? 0,
    }
  })

  route(app, contract.getSearchReports, async ({ params, principal }) => {
    const id = readKey(params.bookId)
    const book = await readSearchedBook(db, id)
    if (!book || !isInScope(scopeOf(principal), book.ownerUserId)) throw notFound('book', id)
    return { searches: (await readReports(db, id)).map(presentReport), upgrades: await upgradeStandings(db, book) }
  })

  route(app, contract.getIndexerHealth, async () => ({
    indexers: (await listIndexers(db)).map((row) => {
      const health = readHealth(row.health_json)
      return {
        id: row.id,
        name: row.name,
        isEnabled: row.is_enabled,
        failures: health.failures,
        restsUntil: health.disabledUntil ?? null,
        lastError: health.lastError ?? null,
        lastSuccessAt: health.lastSuccessAt ?? null,
        requests: health.requests,
        grabs: health.grabs,
        lastRssAt: health.rssAt ?? null,
      }
    }),
  }))
}

/** The number of a book; what is none is 0, which no book has. */
const readKey = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0)

const presentReport = ({ slot, searchedAt, nextSearchAt, report }: KeptReport): contract.SearchReport => ({
  slot,
  trigger: report?.trigger ?? '',
  searchedAt,
  nextSearchAt,
  milliseconds: report?.milliseconds ?? 0,
  counts: report?.counts ?? null,
  outcome: report?.outcome ?? '',
  indexers: (report?.indexers ?? []).map(presentIndexer),
  releases: (report?.releases ?? []).map((release) => presentRelease(release, slot)),
})

const presentIndexer = (one: ReportedIndexer): Static<typeof contract.AskedIndexer> => ({
  id: one.id,
  name: one.name,
  skipReason: one.skipReason ?? null,
  error: one.error ?? null,
  count: one.count,
  milliseconds: one.milliseconds,
})

const presentRelease = (release: ReportedRelease, slot: Slot): contract.FoundRelease => ({
  slot,
  guid: release.guid,
  title: release.title,
  indexerId: release.indexerId,
  indexerName: release.indexerName,
  protocol: release.protocol,
  url: release.url,
  infoUrl: release.infoUrl ?? null,
  sizeBytes: release.sizeBytes,
  publishedAt: release.publishedAt ?? null,
  grabs: release.grabs,
  seeders: release.seeders ?? null,
  isFreeleech: release.isFreeleech,
  match: release.match,
  format: release.format ?? null,
  customFormats: [...release.formatNames],
  score: release.score,
  languages: [...release.languages],
  isApproved: release.isApproved,
  reasons: release.reasons,
})
