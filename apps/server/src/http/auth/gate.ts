import type { Access, AcquisitionAccess, Endpoint } from '@colophon/contract/endpoint.ts'
import type { FastifyRequest } from 'fastify'
import type { Db, Transaction } from '#database/open.ts'
import { mayAcquire } from '#domain/identity/acquirers.ts'
import { type Caller, createCallerLookup, type KeyCaller } from '#domain/identity/caller-lookup.ts'
import type { LiveSessions } from '#domain/identity/live-sessions.ts'
import type { Principal, Proof } from '#domain/identity/principal.ts'
import type { Tokens } from '#domain/identity/tokens.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { DomainError, forbidden, notFound, unauthenticated } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { AcquisitionDoor } from './acquisition-door.ts'
import { type Credential, findCredential } from './credential.ts'
import type { DeviceDoors } from './device-doors.ts'
import { asked, isChange, refuseCrossSite } from './same-origin.ts'

/** Library contract 35. */
const API_KEY_PREFIX = 'bib_'
const KEY_USE_NOTED_EVERY_MS = 5 * 60 * 1000

type Rules = Pick<Endpoint, 'access' | 'accountGone'>

export interface Gate {
  /**
   * Who calls an endpoint. Each surface has its own ways in, and none of them opens another.
   * @returns null where the endpoint is public: it is open to everybody, with a broken credential too
   * @throws DomainError `unauthenticated` or `forbidden`
   */
  admit(request: FastifyRequest, rules: Rules): Promise<Principal | null>
  /** For the few public endpoints that show more to somebody who is signed in; null where nobody is. */
  whoIs(request: FastifyRequest): Promise<Principal | null>
  /** Stops listening, and waits until what was noted beside requests is written. */
  settle(): Promise<void>
}

export interface GateDeps {
  db: Db
  transaction: Transaction
  tokens: Tokens
  sessions: LiveSessions
  clock: Clock
  logger: Logger
  publicUrl: string | null
  devices: DeviceDoors
  acquisition: AcquisitionDoor
}

const isOfAcquisition = (access: Access): access is AcquisitionAccess => access.startsWith('acquisition')
const takesApiKey = (access: Access) =>
  access === 'user' || access === 'member' || access === 'admin' || access === 'picture'
const needsAdmin = (access: Access) => access === 'admin' || access === 'admin-jwt'

const principalOf = (caller: Caller, via: Proof, sessionId: string | null = null): Principal => ({
  userId: caller.id,
  publicId: caller.public_id,
  role: caller.role,
  isAdmin: caller.role === 'admin',
  via,
  sessionId,
})

/** The one place where credentials of the library surface become a principal (library contract 2.1 and 2.2). */
export function createGate(deps: GateDeps): Gate {
  const { db, transaction, tokens, sessions, clock, logger, publicUrl, devices, acquisition } = deps
  const lookup = createCallerLookup(db)
  const pending = new Set<Promise<void>>()

  /** Beside the request: it must neither wait for a writer nor fail because of this. */
  function noteUse(key: KeyCaller) {
    const now = clock.now()
    if (key.last_used_at && now.getTime() - Date.parse(key.last_used_at) < KEY_USE_NOTED_EVERY_MS) return
    const noted = transaction(async (trx) => {
      await trx
        .updateTable('api_keys')
        .set({ last_used_at: instant(now) })
        .where('id', '=', key.key_id)
        .execute()
    })
      .catch((error: unknown) => logger.warn({ err: error }, 'the use of an API key could not be noted'))
      .finally(() => pending.delete(noted))
    pending.add(noted)
  }

  async function byApiKey({ token, from }: Credential, access: Access): Promise<Principal> {
    if (from === 'cookie' || !takesApiKey(access))
      throw unauthenticated('api-key.not-here', 'an API key is not accepted here')
    const key = await lookup.byApiKey(token)
    if (!key) throw unauthenticated('api-key.unknown', 'the API key is not valid')
    noteUse(key)
    return principalOf(key, 'api-key')
  }

  async function byToken({ token, from }: Credential, { accountGone }: Rules): Promise<Principal> {
    const proven = tokens.verify(token)
    if (!proven || (proven.sessionId !== null && !(await sessions.isOpen(proven.sessionId)))) {
      throw unauthenticated('token.invalid', 'the token is not valid or has expired')
    }
    const caller = await lookup.byPublicId(proven.subject)
    if (caller) return principalOf(caller, from === 'cookie' ? 'cookie' : 'jwt', proven.sessionId)
    if (accountGone === 404) throw notFound('account')
    throw unauthenticated('account.gone', 'the account no longer exists')
  }

  const identify = (credential: Credential, rules: Rules) =>
    credential.token.startsWith(API_KEY_PREFIX) ? byApiKey(credential, rules.access) : byToken(credential, rules)

  /** By either side: readers have no way into the acquisition surface, and still see what they ask for. */
  async function admitToPictures(request: FastifyRequest, rules: Rules): Promise<Principal> {
    const credential = findCredential(request.headers)
    try {
      return await acquisition.admit(request, 'acquisition')
    } catch (error) {
      if (!credential || !(error instanceof DomainError)) throw error
      return identify(credential, rules)
    }
  }

  return {
    async admit(request, rules) {
      if (rules.access === 'public') return null
      if (rules.access === 'kosync') return devices.kosync(request)
      if (rules.access === 'kobo') return devices.kobo(request)
      if (rules.access === 'picture') return admitToPictures(request, rules)
      if (isOfAcquisition(rules.access)) return acquisition.admit(request, rules.access)
      if (rules.access === 'opds' || rules.access === 'opds-image') {
        const takesImageToken = rules.access === 'opds-image'
        const byCredential = (one: Credential) => identify(one, { access: 'user' })
        return devices.opds(request, { takesImageToken, acquisition, identify: byCredential })
      }
      const credential = findCredential(request.headers)
      if (!credential) throw unauthenticated('credential.missing', 'sign in to do this')
      const principal = await identify(credential, rules)
      if (principal.via === 'cookie' && isChange(request.method)) refuseCrossSite(asked(request), publicUrl)
      if (rules.access === 'member' && !mayAcquire(principal.role)) {
        throw forbidden('member.required', 'this is for members and administrators')
      }
      if (needsAdmin(rules.access) && !principal.isAdmin)
        throw forbidden('admin.only', 'only administrators may do this')
      return principal
    },
    async whoIs(request) {
      const credential = findCredential(request.headers)
      if (!credential) return null
      try {
        return await identify(credential, { access: 'user' })
      } catch (error) {
        if (error instanceof DomainError) return null
        throw error
      }
    },
    async settle() {
      sessions.close()
      await Promise.all([...pending, sessions.settle()])
    },
  }
}
