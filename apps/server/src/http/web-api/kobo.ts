import * as contract from '@colophon/contract/web/kobo.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction } from '#database/open.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import type { KoboSettings } from '#domain/devices/kobo/settings.ts'
import {
  type BookStanding,
  listStandings,
  overviewOf,
  type ReaderOverview,
  readersOf,
  standingsOfBook,
} from '#domain/devices/kobo/standings.ts'
import {
  changeToken,
  createToken,
  type KoboToken,
  readTokenOrThrow,
  resendBooks,
  revokeToken,
} from '#domain/devices/kobo/tokens.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { Principal } from '#domain/identity/principal.ts'
import type { Clock } from '#kernel/clock.ts'
import { coverAddress } from '../cover-address.ts'
import { publicBase } from '../public-base.ts'
import { route } from '../route.ts'

interface Deps {
  db: Db
  dialect: Dialect
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
  scopes: Scopes
  http: { urlBase: string; publicUrl: string | null }
}

/** Kobo readers as the web app shows them: what they receive, what they hold, and why a book is not there. */
export function webKoboRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, http, scopes } = deps
  const ownerOf = (principal: Principal) => ({ userId: principal.userId, scope: scopes.of(principal) })
  const note = (by: Principal, act: 'created' | 'deleted', { public_id, name }: KoboToken) =>
    deps.audit({ by, action: `kobo_token.${act}`, entityType: 'kobo_token', entityId: public_id, metadata: { name } })

  route(app, contract.listKoboReaders, async ({ principal }) =>
    (await readersOf(deps, ownerOf(principal))).map(presentReader),
  )

  route(app, contract.createKoboReader, async ({ body, principal, request, reply }) => {
    const { row, token } = await createToken(deps, { userId: principal.userId, name: body.name })
    await note(principal, 'created', row)
    const address = `${publicBase(http, request)}/kobo/${token}`
    reply.header('cache-control', 'no-store')
    return {
      reader: presentReader(await overviewOf(deps, row, scopes.of(principal))),
      token,
      address,
      configuration: `[OneStoreServices]\napi_endpoint=${address}\n`,
      isAddressCertain: http.publicUrl !== null,
    }
  })

  route(app, contract.changeKoboReader, async ({ params, body, principal }) => {
    const token = await changeToken(
      deps,
      { userId: principal.userId, tokenId: params.readerId },
      { name: body.name, settings: body.settings && readSettings(body.settings) },
    )
    return presentReader(await overviewOf(deps, token, scopes.of(principal)))
  })

  route(app, contract.revokeKoboReader, async ({ params, principal }) => {
    await note(principal, 'deleted', await revokeToken(deps, principal.userId, params.readerId))
  })

  route(app, contract.resendToKoboReader, async ({ params, body, principal }) => {
    await resendBooks(deps, { userId: principal.userId, tokenId: params.readerId, bookIds: body.bookIds })
  })

  route(app, contract.listKoboBooks, async ({ params, query, principal }) => {
    const token = await readTokenOrThrow(db, principal.userId, params.readerId)
    const { items, next } = await listStandings(deps, token, scopes.of(principal), query)
    return { items: items.map(presentBook), next }
  })

  route(app, contract.readKoboStandings, async ({ params, principal }) => {
    const bookId = await bookKeyOrThrow(db, params.bookId)
    const standings = await standingsOfBook(deps, ownerOf(principal), bookId)
    return standings.map(({ token, book }) => ({
      readerId: token.public_id,
      readerName: token.name,
      book: presentBook(book),
    }))
  })

  const presentBook = ({ publicId, cover, ...book }: BookStanding): contract.KoboBook => ({
    ...book,
    id: publicId,
    coverUrl: coverAddress(http.urlBase, cover),
  })
}

const presentReader = ({ token, settings, eligible, isTooMany, devices }: ReaderOverview): contract.KoboReader => ({
  id: token.public_id,
  name: token.name,
  createdAt: token.created_at,
  settings: {
    scope: settings.scope,
    listIds: settings.list_ids,
    libraryIds: settings.library_ids,
    collectionIds: settings.collection_ids,
    converts: settings.convert,
    formats: settings.include_formats,
    onFileChange: settings.on_file_change,
    hasTwoWayProgress: settings.two_way_progress,
    hasAnnotations: settings.annotations,
    hasStoreProxy: settings.store_proxy,
    deleteMeans: settings.delete_means,
    pageSize: settings.page_size,
  },
  eligible,
  isTooMany,
  devices: devices.map(({ publicId: id, ...device }) => ({ id, ...device })),
})

/** Settings by the names under which they are kept; what is left out stays. */
function readSettings(given: Partial<contract.KoboReaderSettings>): Partial<KoboSettings> {
  const named = {
    scope: given.scope,
    list_ids: given.listIds,
    library_ids: given.libraryIds,
    collection_ids: given.collectionIds,
    convert: given.converts,
    include_formats: given.formats,
    on_file_change: given.onFileChange,
    two_way_progress: given.hasTwoWayProgress,
    annotations: given.hasAnnotations,
    store_proxy: given.hasStoreProxy,
    delete_means: given.deleteMeans,
    page_size: given.pageSize,
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}
