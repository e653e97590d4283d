import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#kernel/clock.ts'

/** Library contract 2.3; issuer and audience are part of the wire. */
const ISSUER = 'biblioteka'
export const LIFETIME_SECONDS = 24 * 60 * 60
const TOKENS_REMEMBERED = 5_000

interface Claims {
  sub?: unknown
  iss?: unknown
  aud?: unknown
  iat?: unknown
  exp?: unknown
  sid?: unknown
}

/** What a good token says. */
export interface Proven {
  /** Public id of the account. */
  subject: string
  /** Public id of the session that it was made for; null for one that stands for itself until it expires. */
  sessionId: string | null
  /** Seconds. */
  expires: number
}

export interface Tokens {
  /** A token for an account, good for a day; with a session only as long as that is open. */
  issue(publicId: string, sessionId?: string): string
  /** @returns undefined where the token is not ours, was changed or has expired */
  verify(token: string): Proven | undefined
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function decode(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * Makes and checks the signed tokens of the library surface. Tokens that were found good are remembered, since a
 * signature costs more than all else that a small request needs.
 */
export function createTokens(secret: string, clock: Clock): Tokens {
  const known = new Map<string, Proven>()
  const sign = (content: string) => createHmac('sha256', secret).update(content).digest('base64url')
  const now = () => Math.floor(clock.now().getTime() / 1000)

  function remember(token: string, entry: Proven) {
    if (known.size >= TOKENS_REMEMBERED) known.delete(known.keys().next().value ?? '')
    known.set(token, entry)
  }

  function check(token: string): Proven | undefined {
    const [head, body, signature, ...rest] = token.split('.')
    if (!head || !body || !signature || rest.length > 0) return undefined
    const header = decode(head)
    if ((header as { alg?: unknown } | null | undefined)?.alg !== 'HS256') return undefined
    const expected = Buffer.from(sign(`${head}.${body}`))
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
    const claims = decode(body) as Claims | null | undefined
    if (claims === null || typeof claims !== 'object') return undefined
    const { sub, iss, aud, exp, sid } = claims
    const isOurs = iss === ISSUER && (aud === ISSUER || (Array.isArray(aud) && aud.includes(ISSUER)))
    if (!isOurs || typeof sub !== 'string' || sub === '' || typeof exp !== 'number') return undefined
    return { subject: sub, sessionId: typeof sid === 'string' ? sid : null, expires: exp }
  }

  return {
    issue(publicId, sessionId) {
      const iat = now()
      const claims = { sub: publicId, iss: ISSUER, aud: ISSUER, iat, exp: iat + LIFETIME_SECONDS, sid: sessionId }
      const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
      return `${content}.${sign(content)}`
    },
    verify(token) {
      const entry = known.get(token) ?? check(token)
      if (!entry || entry.expires <= now()) {
        known.delete(token)
        return undefined
      }
      known.delete(token)
      remember(token, entry)
      return entry
    },
  }
}
