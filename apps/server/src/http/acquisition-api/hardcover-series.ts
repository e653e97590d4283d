import * as contract from '@colophon/contract/acquisition/series.ts'
import type { FastifyInstance } from 'fastify'
import { checkEnhanced } from '#domain/monitoring/enhanced-hardcover.ts'
import {
  compareWithHardcover,
  findHardcoverSeries,
  linkByHand,
  linkByLikeness,
  readLink,
  testHardcover,
  unlink,
} from '#domain/monitoring/hardcover-series.ts'
import { readSecretSetting } from '#domain/settings/edit-settings.ts'
import { invalid } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { presentComparison, presentHardcoverLink, presentSeriesHit } from './present-series.ts'
import { acquisitionRoute as route } from './route.ts'
import type { SeriesRouteDeps } from './series.ts'

/** What Hardcover says of series (acquisition contract 4.9, 4.37). */
export function hardcoverSeriesRoutes(app: FastifyInstance, deps: SeriesRouteDeps): void {
  const { db, http } = deps
  // A feature that is off says so before it complains about anything else.
  const whereOn = {
    before: () => checkEnhanced({ ...deps, isHardcoverEnhanced: http.acquisition.isHardcoverEnhanced }),
  }

  route(
    app,
    contract.searchHardcoverSeries,
    async ({ query }) => {
      const words = (query.term || query.q || '').trim()
      if (words === '') throw invalid('hardcover.term', 'term required')
      const found = await findHardcoverSeries(deps, words, readLimit(query.limit))
      return found.map((series) => presentSeriesHit(series))
    },
    whereOn,
  )

  route(
    app,
    contract.getHardcoverLink,
    async ({ params }) => presentHardcoverLink(await readLink(db, readId(params.id))),
    whereOn,
  )

  route(
    app,
    contract.setHardcoverLink,
    async ({ params, body }) => {
      const given = {
        foreignId: body.foreignId ?? '',
        title: body.title ?? '',
        authorName: body.authorName ?? '',
        bookCount: body.bookCount ?? 0,
        confidence: body.confidence ?? 0,
      }
      return presentHardcoverLink(await linkByHand(deps, readId(params.id), given))
    },
    whereOn,
  )

  route(
    app,
    contract.deleteHardcoverLink,
    async ({ params }) => {
      await unlink(deps, readId(params.id))
      return { success: true as const }
    },
    whereOn,
  )

  route(
    app,
    contract.linkHardcoverSeries,
    async ({ params }) => {
      const { link, candidates, reason } = await linkByLikeness(deps, readId(params.id))
      return {
        linked: link !== undefined,
        ...(link ? { link: presentHardcoverLink(link) } : {}),
        candidates: candidates.map(({ series, confidence }) => presentSeriesHit(series, confidence)),
        ...(reason === undefined ? {} : { reason }),
      }
    },
    whereOn,
  )

  route(
    app,
    contract.compareHardcoverSeries,
    async ({ params }) => presentComparison(await compareWithHardcover(deps, readId(params.id))),
    whereOn,
  )

  route(app, contract.testHardcover, async () => {
    const tokenConfigured = (await readSecretSetting(db, deps.secrets, 'hardcover.api_token')) !== undefined
    const none = { ok: false, tokenConfigured, searchResults: 0, catalogOk: false }
    if (!tokenConfigured) return { ...none, error: 'no token is set' }
    const { isOk, found, bookCount, trouble } = await testHardcover(deps)
    if (!isOk) return { ...none, error: trouble ?? 'Hardcover did not answer' }
    const [sample] = found
    return {
      ok: true,
      tokenConfigured,
      searchResults: found.length,
      ...(sample ? { sampleSeriesId: sample.foreignId, sampleTitle: sample.name } : {}),
      catalogOk: bookCount !== undefined,
      ...(bookCount === undefined ? {} : { catalogBookCount: bookCount }),
      message: 'Hardcover answers',
    }
  })
}

const USUAL_HITS = 10
const MOST_HITS = 50

function readLimit(text: string | undefined): number {
  if (text === undefined || text === '') return USUAL_HITS
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw invalid('hardcover.limit', 'limit is a number above 0')
  return Math.min(Number(text), MOST_HITS)
}
