import type { FastifyRequest } from 'fastify'
import type { Db } from '#database/open.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import type { ImageTokens } from '#domain/devices/image-tokens.ts'
import { findKoboCaller, type KoboCaller } from '#domain/devices/kobo/caller.ts'
import { type KosyncAttempt, signInByKosync } from '#domain/devices/kosync-sign-in.ts'
import { VerifiedSecrets } from '#domain/devices/verified-secrets.ts'
import type { Principal } from '#domain/identity/principal.ts'
import type { Clock } from '#kernel/clock.ts'
import { DomainError, unauthenticated } from '#kernel/errors.ts'
import type { FailedAttempts } from '../limits/failed-attempts.ts'
import type { Limiter } from '../limits/token-bucket.ts'
import { readBasic } from './basic.ts'
import type { Credential } from './credential.ts'
import { type OpdsDoorDeps, opdsDoors } from './opds-doors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The reader that came with a token in the path. */
    kobo: KoboCaller | null
  }
}

/** The ways in for devices, by the access that an endpoint asks for. */
export interface DeviceDoors {
  /** @throws unauthenticated, too-many after a row of failures */
  kosync(request: FastifyRequest): Promise<Principal>
  /** By the token in the path. @throws unauthenticated */
  kobo(request: FastifyRequest): Promise<Principal>
  /** @throws unauthenticated, too-many after a row of failures */
  opds(request: FastifyRequest, way: OpdsWay): Promise<Principal>
}

export interface OpdsWay {
  /** Whether it is a picture, which may be fetched by the token in its address. */
  takesImageToken: boolean
  /** Session tokens and API keys. @throws unauthenticated */
  identify(credential: Credential): Promise<Principal>
  acquisition: OpdsDoorDeps['acquisition']
}

export interface DeviceDoorDeps {
  db: Db
  imageTokens: ImageTokens
  scopes: Scopes
  clock: Clock
  /** Counts failures alone: a device that is let in may come as often as it likes (device contract 0.4). */
  failures: Limiter
  /** Passwords that were wrong, of the sign-in of the acquisition surface and of reading apps together (acquisition contract 2.9). */
  signIns: FailedAttempts
  addressOf(request: FastifyRequest): string
}

export function createDeviceDoors({
  db,
  imageTokens,
  scopes,
  clock,
  failures,
  signIns,
  addressOf,
}: DeviceDoorDeps): DeviceDoors {
  const verified = new VerifiedSecrets(clock)
  async function insist(request: FastifyRequest, name: string, principal: Promise<Principal | undefined>) {
    const found = await principal
    if (found) return found
    countFailure(request, name)
    throw refused()
  }

  function countFailure(request: FastifyRequest, name: string) {
    if (!failures.take(`${addressOf(request)} ${name}`)) throw tooOften()
  }

  return {
    async kosync(request) {
      const attempt = kosyncAttempt(request)
      if (!attempt) throw refused()
      return insist(request, attempt.username, signInByKosync({ db, verified }, attempt))
    },
    // No limit for failures: nobody guesses 32 bytes, and a reader whose token was revoked does not give up.
    async kobo(request) {
      const { token = '' } = request.params as Partial<Record<string, string>>
      const caller = await findKoboCaller({ db, scopes }, token, deviceKeyOf(request))
      if (!caller) throw unauthenticated('kobo.token', 'this token is not known here, or was revoked')
      request.kobo = caller
      return caller.principal
    },
    async opds(request, { takesImageToken, ...others }) {
      for (const door of opdsDoors({ db, verified, imageTokens, ...others }, takesImageToken)) {
        const principal = await door(request)
        if (principal) return principal
      }
      const basic = readBasic(request.headers.authorization)
      // Apps that fetch pictures without any sign-in must not lock their owner out.
      if (basic) countFailure(request, basic.username)
      if (basic && basic.password !== '') {
        const address = addressOf(request)
        // Who knows the password is let in all the same: one app with an old one must not lock out a whole house.
        if (signIns.isBlocked(address)) throw tooOften()
        signIns.note(address)
      }
      throw refused()
    },
  }
}

/** What a Kobo calls itself; blank where it does not. */
export function deviceKeyOf({ headers }: FastifyRequest): string {
  const key = headers['x-kobo-deviceid']
  return typeof key === 'string' ? key : ''
}

const tooOften = () =>
  new DomainError('too-many', 'device.rate', 'this was tried too often; wait a moment, then try again')

const refused = () => unauthenticated('device.refused', 'user name and password do not go together')

/** The key of KOReader; Basic only where there is none of it (device contract C.3). */
function kosyncAttempt({ headers }: FastifyRequest): KosyncAttempt | undefined {
  const [username, secret] = [headers['x-auth-user'], headers['x-auth-key']]
  if (username !== undefined || secret !== undefined) {
    const isWhole = typeof username === 'string' && username.trim() !== '' && typeof secret === 'string'
    return isWhole ? { username, secret, isPlain: false } : undefined
  }
  const basic = readBasic(headers.authorization)
  return basic && basic.username.trim() !== ''
    ? { username: basic.username, secret: basic.password, isPlain: true }
    : undefined
}
