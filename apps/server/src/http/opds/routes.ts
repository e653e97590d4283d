import * as contract from '@colophon/contract/devices/opds.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Transaction } from '#database/open.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import type { Feed, FeedPlace } from '#domain/devices/feeds/feed.ts'
import type { FeedReader } from '#domain/devices/feeds/feed-places.ts'
import { readFeedRevision } from '#domain/devices/feeds/feed-revision.ts'
import { createFeeds, type FeedDeps } from '#domain/devices/feeds/read-feed.ts'
import type { ImageTokens } from '#domain/devices/image-tokens.ts'
import type { Principal } from '#domain/identity/principal.ts'
import type { Clock } from '#kernel/clock.ts'
import { type PublicAddress, publicBase } from '../public-base.ts'
import { type Call, route } from '../route.ts'
import { type AtomSettings, atomEntryDocument, atomFeed } from './atom.ts'
import { holds, isSeenSince, weakTag } from './conditional.ts'
import { answerOpdsErrors, asBytes, authenticationDocument } from './errors.ts'
import { type OpdsFileDeps, opdsFileRoutes } from './files.ts'
import { type OpdsImageDeps, opdsImageRoutes } from './images.ts'
import { jsonFeed, jsonPublication } from './json.ts'
import { openSearchDescription } from './open-search.ts'
import { type FeedQuery, readPaging, readTerms, readWord } from './read-query.ts'

export interface OpdsDeps extends FeedDeps, OpdsFileDeps, OpdsImageDeps {
  transaction: Transaction
  clock: Clock
  imageTokens: ImageTokens
  scopes: Scopes
  http: PublicAddress & { version: string }
}

interface Asked {
  place: FeedPlace
  query: FeedQuery
  principal: Principal
  request: FastifyRequest
  reply: FastifyReply
}

/** The catalogue for reading apps, as OPDS 1.2 and 2.0 (device contract, part A). */
export function opdsRoutes(deps: OpdsDeps) {
  const { urlBase } = deps.http
  return async (app: FastifyInstance) => {
    answerOpdsErrors(app, deps.http)
    const feeds = createFeeds(deps)

    route(app, contract.authentication, ({ request, reply }) =>
      reply
        .headers({ 'content-type': contract.OPDS_TYPES.authentication, 'cache-control': 'no-store' })
        .send(asBytes(authenticationDocument(publicBase(deps.http, request)))),
    )
    for (const version of ['atom', 'json'] as const) bindFeeds(version)
    route(app, contract.searchByPath, ({ params, ...call }) =>
      answer('atom', { ...call, place: { at: 'search', terms: { ...readTerms(call.query), text: params.terms } } }),
    )
    opdsFileRoutes(app, deps, feeds)
    opdsImageRoutes(app, deps)

    function bindFeeds(version: contract.OpdsVersion) {
      const endpoints = contract.feedEndpoints(version)
      type Listed = Omit<Call<typeof endpoints.all>, 'params' | 'body'>
      const at = (place: FeedPlace) => (call: Listed) => answer(version, { ...call, place })
      const one =
        (kind: 'author' | 'series' | 'list' | 'library' | 'book') =>
        ({ params, ...call }: Listed & { params: { id: string } }) =>
          answer(version, { ...call, place: { at: kind, id: params.id } })

      route(app, endpoints.root, at({ at: 'root' }))
      route(app, endpoints.all, (call) => {
        const { sort, lang, format, tag } = call.query
        const narrowed = { sort: readWord(sort), lang: readWord(lang), format: readWord(format), tag: readWord(tag) }
        return answer(version, { ...call, place: { at: 'all', narrowed } })
      })
      route(app, endpoints.recent, at({ at: 'recent' }))
      route(app, endpoints.authors, at({ at: 'authors' }))
      route(app, endpoints.author, one('author'))
      route(app, endpoints.seriesList, at({ at: 'series-list' }))
      route(app, endpoints.series, one('series'))
      route(app, endpoints.reading, at({ at: 'reading' }))
      route(app, endpoints.lists, at({ at: 'lists' }))
      route(app, endpoints.list, one('list'))
      route(app, endpoints.libraries, at({ at: 'libraries' }))
      route(app, endpoints.library, one('library'))
      route(app, endpoints.book, one('book'))
      route(app, endpoints.search, (call) => {
        const terms = readTerms(call.query)
        if (!terms && version === 'atom') {
          const type = `${contract.OPDS_TYPES.description};charset=utf-8`
          return call.reply.type(type).send(openSearchDescription(urlBase))
        }
        return answer(version, { ...call, place: { at: 'search', terms: terms ?? { text: '' } } })
      })
    }

    async function answer(version: contract.OpdsVersion, { place, query, principal, request, reply }: Asked) {
      const { userId } = principal
      const reader: FeedReader = { userId, scope: deps.scopes.of(principal) }
      const paging = readPaging(query)
      const isEntry = place.at === 'book' && query.view === 'entry' && version === 'atom'
      const revision = await readFeedRevision(deps, reader)
      const imageToken = await deps.imageTokens.issue(userId)
      const tag = weakTag([userId, revision, imageToken, version, place, paging, isEntry, urlBase, deps.http.version])
      if (holds(request, tag)) return reply.code(304).headers(cached(tag)).send()
      const withShelves = version === 'json'
      const feed = await feeds.read({ place, paging, reader, changedAt: revision.changedAt, withShelves })
      reply.headers({ ...cached(tag), 'last-modified': new Date(feed.updated).toUTCString() })
      if (isSeenSince(request, feed.updated)) return reply.code(304).send()
      const { type, body } = written(feed, version, isEntry, { urlBase, imageToken })
      return reply.type(type).send(body)
    }
  }
}

const cached = (tag: string) => ({
  etag: tag,
  'cache-control': 'private, no-cache',
  vary: 'Authorization, Accept-Encoding',
})

function written(
  feed: Feed,
  version: contract.OpdsVersion,
  isEntry: boolean,
  settings: AtomSettings,
): { type: string; body: string } {
  const types = contract.OPDS_TYPES
  if (version === 'json') {
    const isBook = feed.kind === 'acquisition' && feed.place.at === 'book'
    const body = isBook ? jsonPublication(feed, settings) : jsonFeed(feed, settings)
    return { type: isBook ? types.publication : types.json, body: JSON.stringify(body) }
  }
  if (isEntry && feed.kind === 'acquisition') {
    return { type: `${types.entry};charset=utf-8`, body: atomEntryDocument(feed, settings) }
  }
  return { type: `${types[feed.kind]};charset=utf-8`, body: atomFeed(feed, settings) }
}
