import * as contract from '@colophon/contract/acquisition/series.ts'
import type { FastifyInstance } from 'fastify'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import type { Audit } from '#domain/history/audit.ts'
import {
  createSeries,
  deleteSeries,
  forgetGenres,
  monitorSeries,
  overrideGenres,
  putBookIntoSeries,
  renameSeries,
} from '#domain/monitoring/edit-series.ts'
import { checkEnhanced, whyNotEnhanced } from '#domain/monitoring/enhanced-hardcover.ts'
import { chooseMissing, fillSeries, fillWithOne } from '#domain/monitoring/fill-series.ts'
import { type HardcoverSeriesDeps, missingEntries } from '#domain/monitoring/hardcover-series.ts'
import { listAcquiredSeries, readAcquiredSeries, seriesOrThrow } from '#domain/monitoring/series-reads.ts'
import { invalid } from '#kernel/errors.ts'
import { imageAddress } from '../image-address.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { presentSeries } from './present-series.ts'
import { acquisitionRoute as route } from './route.ts'

export interface SeriesRouteDeps extends HardcoverSeriesDeps {
  audit: Audit
  http: { urlBase: string; acquisition: { areAccountsApart: boolean; isHardcoverEnhanced: boolean } }
}

/** Series and their books (acquisition contract 4.9); what Hardcover says of them stands in hardcover-series.ts. */
export function acquisitionSeriesRoutes(app: FastifyInstance, deps: SeriesRouteDeps): void {
  const { db, dialect, http } = deps
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })
  const present = presentSeries(imageAddress(http.urlBase))
  const note = changeNoter(deps.audit)
  const read = async (id: number) => present(await readAcquiredSeries(db, dialect, id, null))

  route(app, contract.listSeries, async ({ principal }) =>
    (await listAcquiredSeries(db, dialect, scope.of(principal))).map(present),
  )

  route(app, contract.getSeries, async ({ params, principal }) =>
    present(await readAcquiredSeries(db, dialect, readId(params.id), scope.of(principal))),
  )

  route(app, contract.createSeries, async ({ body, principal }) => {
    const series = await read(await createSeries(deps, body.title ?? ''))
    await note(principal, 'series_created', { id: series.id, name: series.title })
    return series
  })

  route(app, contract.renameSeries, async ({ params, body, principal }) => {
    const id = readId(params.id)
    await renameSeries(deps, id, body.title ?? '')
    const series = await read(id)
    await note(principal, 'series_renamed', { id, name: series.title })
    return series
  })

  route(app, contract.monitorSeries, async ({ params, body }) => {
    if (typeof body.monitored !== 'boolean') throw invalid('series.monitored', 'monitored required')
    await monitorSeries(deps, readId(params.id), body.monitored)
    return { monitored: body.monitored }
  })

  route(app, contract.deleteSeries, async ({ params, principal }) => {
    const id = readId(params.id)
    await deleteSeries(deps, id)
    await note(principal, 'series_deleted', { id })
  })

  route(app, contract.linkSeriesBook, async ({ params, body }) => {
    const seriesId = readId(params.id)
    if (!body.bookId) throw invalid('series.book', 'bookId required')
    const position = body.positionInSeries ?? ''
    await putBookIntoSeries(deps, { seriesId, bookId: body.bookId, position, isPrimary: body.primarySeries ?? true })
    return read(seriesId)
  })

  route(app, contract.setSeriesGenres, async ({ params, body }) => ({
    updated: await overrideGenres(deps, readId(params.id), body.genres),
  }))

  route(app, contract.clearSeriesGenres, async ({ params }) => {
    await forgetGenres(deps, readId(params.id))
    return { cleared: true as const }
  })

  fillRoute(app, deps)
}

function fillRoute(app: FastifyInstance, deps: SeriesRouteDeps): void {
  const enhanced = { ...deps, isHardcoverEnhanced: deps.http.acquisition.isHardcoverEnhanced }

  route(
    app,
    contract.fillSeries,
    async ({ params, body }) => {
      const seriesId = readId(params.id)
      const mediaType = readMediaType(body.mediaType || 'ebook')
      const wanted = {
        foreignBookId: body.foreignBookId ?? '',
        providerId: body.providerId ?? '',
        position: body.position ?? '',
      }
      await seriesOrThrow(deps.db, seriesId)
      if (Object.values(wanted).some((text) => text !== '')) {
        await checkEnhanced(enhanced)
        const entry = chooseMissing(await missingEntries(deps, seriesId), wanted)
        await fillWithOne(deps, { seriesId, entry, mediaType })
        return { queued: 1 }
      }
      const isOn = (await whyNotEnhanced(enhanced)) === undefined
      const missing = isOn ? await missingEntries(deps, seriesId) : []
      return { queued: await fillSeries(deps, { seriesId, missing, mediaType }) }
    },
    { isBodyOptional: true },
  )
}

function readMediaType(word: string) {
  if (word === 'ebook' || word === 'audiobook' || word === 'both') return word
  throw invalid('series.media-type', 'mediaType is ebook, audiobook or both')
}
