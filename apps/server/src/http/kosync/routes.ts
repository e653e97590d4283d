import * as contract from '@colophon/contract/devices/kosync.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import { isCredentialTaken } from '#domain/devices/device-credentials.ts'
import { type KosyncDeps, type KosyncRecord, pullProgress, pushProgress } from '#domain/devices/kosync-progress.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { conflict, DomainError, invalid, notFound } from '#kernel/errors.ts'
import { readJson } from '../body.ts'
import type { Limiter } from '../limits/token-bucket.ts'
import { route } from '../route.ts'
import { answerInKind, answerKosyncErrors, isOfficial, sendJson } from './errors.ts'
import { noDocument, readDocument, readReport } from './read-report.ts'

export interface KosyncRouteDeps extends KosyncDeps {
  failures: Limiter
  scopes: Scopes
}

/** Progress sync of KOReader, at every address that people type (device contract, part C). */
export function kosyncRoutes(deps: KosyncRouteDeps) {
  return async (app: FastifyInstance) => {
    answerKosyncErrors(app)
    answerInKind(app)
    for (const prefix of contract.KOSYNC_PREFIXES) bindBelow(app, prefix, deps)
    route(app, contract.signInOfOld, () => ({ authorized: 'OK' }))
    route(app, contract.registerOfOld, () => {
      throw conflict('kosync.register', 'accounts are made in the web app')
    })
  }
}

function bindBelow(app: FastifyInstance, prefix: contract.KosyncPrefix, deps: KosyncRouteDeps) {
  const readerOf = (principal: Principal) => ({ userId: principal.userId, scope: deps.scopes.of(principal) })

  route(app, contract.checkHealth(prefix), () => ({ state: 'OK' }))
  route(app, contract.signIn(prefix), ({ request }) => ({ authorized: 'OK', ...usernameOf(request) }))

  route(app, contract.register(prefix), async ({ request, reply }) => {
    const body = readJson(request.body) as { username?: unknown; password?: unknown } | null | undefined
    const { username, password } = body ?? {}
    if (typeof username !== 'string' || username === '' || typeof password !== 'string' || password === '') {
      throw invalid('kosync.register', 'a user name and a password are needed')
    }
    if (!deps.failures.take(`${app.door.addressOf(request)} register`)) {
      throw new DomainError('too-many', 'device.rate', 'this was tried too often; wait a moment, then try again')
    }
    const isTaken = await isCredentialTaken(deps.db, 'kosync', username)
    return sendJson(
      reply,
      402,
      isTaken
        ? { code: 2002, message: 'Username is already registered.' }
        : {
            code: 2005,
            message: 'Registration is disabled. Create a KOReader login in Colophon under Settings, Devices.',
          },
    )
  })

  route(app, contract.pushProgress(prefix), async ({ body, request, principal }) =>
    present(await pushProgress(deps, readerOf(principal), readReport(body, isOfficial(request)))),
  )

  route(app, contract.pullNothing(prefix), () => {
    throw noDocument()
  })
  route(app, contract.pullProgress(prefix), async ({ params, request, reply, principal }) => {
    // A colon was refused when a document was told, so none is known with one.
    const record = await pullProgress(deps, readerOf(principal), readDocument(params.document, false))
    if (record) return present(record)
    if (!isOfficial(request)) throw notFound('progress for document')
    return sendJson(reply, 200, {})
  })
}

function usernameOf({ headers }: FastifyRequest) {
  const username = headers['x-auth-user']
  return typeof username === 'string' ? { username: username.trim().toLowerCase() } : {}
}

const present = ({ document, progress, percentage, device, deviceId, timestamp }: KosyncRecord) => ({
  document,
  progress,
  percentage,
  ...(device === '' ? {} : { device }),
  ...(deviceId === '' ? {} : { device_id: deviceId }),
  timestamp,
})
