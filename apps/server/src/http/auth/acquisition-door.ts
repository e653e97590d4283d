import type { AcquisitionAccess } from '@colophon/contract/endpoint.ts'
import type { FastifyRequest } from 'fastify'
import type { Database, Db, Transaction } from '#database/open.ts'
import {
  type Acquirer,
  findAcquirer,
  findAcquirerByName,
  findOperator,
  mayAcquire,
} from '#domain/identity/acquirers.ts'
import { type InstallationAccess, readInstallationAccess } from '#domain/identity/installation-access.ts'
import type { LiveSessions } from '#domain/identity/live-sessions.ts'
import { provisionNamedAccount } from '#domain/identity/named-accounts.ts'
import type { Principal, Proof } from '#domain/identity/principal.ts'
import { isCsrfToken, isSameText, readSession } from '#domain/identity/signed-sessions.ts'
import type { Clock } from '#kernel/clock.ts'
import { DomainError, forbidden, unauthenticated } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { isPrivateAddress } from '../limits/private-address.ts'
import { ACQUISITION_SESSION } from './acquisition-cookies.ts'
import { type CallOrigin, headerText } from './call-origin.ts'
import { readCookie } from './cookies.ts'
import { isChange } from './same-origin.ts'

/** What is known of a caller before anything is asked of them. */
export interface Visitor {
  access: InstallationAccess
  /** Who they are in person, where they proved it. */
  person: { user: Acquirer; via: Proof; sessionId: string | null } | null
  /** As what they may do everything, whoever they are. */
  installation: 'acquisition-key' | 'open' | 'local' | null
}

/** The ways in to the acquisition surface (acquisition contract 2.2). */
export interface AcquisitionDoor {
  look(request: FastifyRequest): Promise<Visitor>
  /** @throws unauthenticated, forbidden with the texts that clients know */
  admit(request: FastifyRequest, access: AcquisitionAccess): Promise<Principal>
  /** Who comes with this as the API key, wherever it stood; nothing where it is another one. */
  byKey(key: string): Promise<Principal | undefined>
}

export interface ProxyAuth {
  /** Lower case. */
  header: string
  isProvisioning: boolean
}

export interface AcquisitionDoorDeps {
  db: Db
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
  logger: Logger
  secrets: SecretBox
  sessions: Pick<LiveSessions, 'isOpen'>
  origin: CallOrigin
  proxyAuth: ProxyAuth
}

const unauthorized = () => unauthenticated('acquisition.unauthorized', 'unauthorized')
const NOBODY = { id: 0, public_id: '' }

export function createAcquisitionDoor(deps: AcquisitionDoorDeps): AcquisitionDoor {
  const { db, clock, logger, secrets, sessions, origin, proxyAuth } = deps

  async function bySession(request: FastifyRequest, access: InstallationAccess): Promise<Visitor['person']> {
    const cookie = readCookie(request.headers.cookie, ACQUISITION_SESSION)
    if (!cookie) return null
    const signed = readSession(secretsOf(access), cookie, clock.now())
    if (!signed) return null
    const { userId, epoch, sessionId } = signed
    const user = await findAcquirer(db, userId)
    if (!user || user.session_epoch !== epoch || !mayAcquire(user.role)) return null
    if (sessionId !== null && !(await sessions.isOpen(sessionId))) return null
    return { user, via: 'acquisition-session', sessionId }
  }

  /** A name that a trusted proxy vouches for. It is the other end of the connection that is trusted, not the client. */
  async function byProxy(request: FastifyRequest): Promise<Visitor['person']> {
    const name = headerText(request.headers[proxyAuth.header])?.trim()
    if (!name) return null
    if (!origin.isFromProxy(request)) {
      logger.warn({ address: origin.addressOf(request) }, 'a name was vouched for by somebody who is no trusted proxy')
      return null
    }
    const known = await findAcquirerByName(db, name)
    const user = known ?? (proxyAuth.isProvisioning ? await provision(name) : undefined)
    return user && mayAcquire(user.role) ? { user, via: 'proxy', sessionId: null } : null
  }

  async function provision(name: string): Promise<Acquirer | undefined> {
    try {
      await provisionNamedAccount(deps, name)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      logger.warn({ err: error }, 'no account could be made for a name that the proxy vouched for')
    }
    return findAcquirerByName(db, name)
  }

  function byInstallation(request: FastifyRequest, { apiKey, mode }: InstallationAccess): Visitor['installation'] {
    if (isSameText(givenKey(request), apiKey)) return 'acquisition-key'
    if (mode === 'disabled') return 'open'
    return mode === 'local-only' && isPrivateAddress(origin.addressOf(request)) ? 'local' : null
  }

  async function look(request: FastifyRequest): Promise<Visitor> {
    const access = await readInstallationAccess(db, secrets)
    const person = (await bySession(request, access)) ?? (access.mode === 'proxy' ? await byProxy(request) : null)
    return { access, person, installation: byInstallation(request, access) }
  }

  return {
    look,
    async admit(request, demanded) {
      const visitor = await look(request)
      const { access, person, installation } = visitor
      const isLetIn = demanded === 'acquisition-key' ? opensByKey(visitor) : person !== null || installation !== null
      if (!isLetIn) throw unauthorized()
      if (isChange(request.method) && installation !== 'acquisition-key') refuseForged(request, access)
      const principal = installation ? await asInstallation(visitor, installation) : asPerson(person)
      if (demanded === 'acquisition-admin' && !principal.isAdmin) {
        throw forbidden('acquisition.admin-only', 'admin role required')
      }
      return principal
    },
    async byKey(key) {
      const access = await readInstallationAccess(db, secrets)
      if (!isSameText(key, access.apiKey)) return undefined
      return asInstallation({ access, person: null, installation: null }, 'acquisition-key')
    },
  }

  /** With all rights, and in the name of the person where there is one; else in that of the operator. */
  async function asInstallation({ person }: Visitor, via: Proof): Promise<Principal> {
    const user = person?.user ?? (await findOperator(db)) ?? NOBODY
    const sessionId = person?.sessionId ?? null
    return { userId: user.id, publicId: user.public_id, role: 'admin', isAdmin: true, via, sessionId }
  }
}

const opensByKey = ({ installation }: Visitor) => installation === 'acquisition-key' || installation === 'open'

function asPerson(person: Visitor['person']): Principal {
  if (!person) throw unauthorized()
  const { user, via, sessionId } = person
  return { userId: user.id, publicId: user.public_id, role: user.role, isAdmin: user.role === 'admin', via, sessionId }
}

const secretsOf = ({ sessionSecret, previousSecret }: InstallationAccess) =>
  previousSecret === null ? [sessionSecret] : [sessionSecret, previousSecret]

/** In the header, or failing that in the query; a wrong one in the header is not made good by the query. */
function givenKey(request: FastifyRequest): string {
  const header = headerText(request.headers['x-api-key'])
  if (header) return header
  const { apikey } = request.query as { apikey?: string | string[] }
  return (Array.isArray(apikey) ? apikey[0] : apikey) ?? ''
}

/**
 * Refuses a change that a page of another site may have caused (acquisition contract 2.8): no foreign page can set a
 * header of its own, and where a cookie decides, only our pages know the token that belongs to it.
 */
function refuseForged(request: FastifyRequest, access: InstallationAccess): void {
  const { headers } = request
  if (headers['x-requested-with'] !== 'bindery-ui') throw forbidden('acquisition.header', 'forbidden')
  const cookie = readCookie(headers.cookie, ACQUISITION_SESSION)
  if (cookie && !isCsrfToken(secretsOf(access), cookie, headerText(headers['x-csrf-token']) ?? '')) {
    throw forbidden('acquisition.csrf', 'invalid or missing CSRF token')
  }
}
