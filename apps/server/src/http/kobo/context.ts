import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import type { KepubStore } from '#domain/devices/kepub/kepub-store.ts'
import type { KoboCaller, KoboDevice } from '#domain/devices/kobo/caller.ts'
import { seeDevice } from '#domain/devices/kobo/device-store.ts'
import type { DeviceTokens } from '#domain/devices/kobo/device-tokens.ts'
import type { KoboStore } from '#domain/devices/kobo/store-port.ts'
import type { CoverStore } from '#domain/metadata/cover-store.ts'
import type { MediaCache } from '#domain/reading/media-cache.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import { unauthenticated } from '#kernel/errors.ts'
import { publicBase } from '../public-base.ts'

export interface KoboRouteDeps {
  db: Db
  dialect: Dialect
  database: Database
  transaction: Transaction
  pool: BookPool
  covers: CoverStore
  cache: MediaCache
  kepubs: KepubStore
  store: KoboStore
  lists: BookLists
  scopes: Scopes
  deviceTokens: DeviceTokens
  bus: Bus
  clock: Clock
  logger: FastifyBaseLogger
  http: { publicUrl: string | null; urlBase: string }
}

/** Who came with the token of the path; the gate has put it there. */
export function callerOf({ kobo }: FastifyRequest): KoboCaller {
  if (!kobo) throw unauthenticated('kobo.token', 'a token is needed in the address')
  return kobo
}

/** The address of this server with the token of the device, as it keeps it. */
export function addressOf({ http }: KoboRouteDeps, request: FastifyRequest): string {
  const { token = '' } = request.params as Partial<Record<string, string>>
  return `${publicBase(http, request)}/kobo/${token}`
}

/** The device that calls, noted by what it says of itself. */
export function deviceOf(deps: KoboRouteDeps, request: FastifyRequest): Promise<KoboDevice> {
  const text = (name: string) => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : ''
  }
  return seeDevice(deps, callerOf(request), {
    model: text('x-kobo-devicemodel'),
    firmware: text('x-kobo-appversion'),
  })
}
