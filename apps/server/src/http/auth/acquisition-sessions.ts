import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#database/open.ts'
import { findAcquirer, mayAcquire } from '#domain/identity/acquirers.ts'
import { readInstallationAccess } from '#domain/identity/installation-access.ts'
import { csrfToken, readSession, signSession } from '#domain/identity/signed-sessions.ts'
import type { Clock } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import {
  ACQUISITION_SESSION,
  acquisitionSessionCookie,
  clearedAcquisitionSession,
  csrfCookie,
} from './acquisition-cookies.ts'
import { readCookie } from './cookies.ts'

const SHORT_SECONDS = 12 * 60 * 60
const LONG_SECONDS = 30 * 24 * 60 * 60
const DAY_SECONDS = 24 * 60 * 60

/** `remembered`: thirty days. A browser session of the web app: as long as that is open. */
export type Lasting = 'short' | 'remembered' | { sessionId: string }

/** Gives out, and takes back, the session cookie of the acquisition surface with its token. */
export interface AcquisitionSessions {
  give(reply: FastifyReply, userId: number, lasting: Lasting): Promise<{ csrfToken: string } | undefined>
  /** The same for a browser that is signed in to the web app, where its cookie is missing or has ended. */
  renew(reply: FastifyReply, userId: number, sessionId: string): Promise<void>
  takeBack(reply: FastifyReply): void
  /** The token for the cookie of a request, also as a cookie; empty without one. */
  tellToken(reply: FastifyReply): Promise<string>
}

export interface AcquisitionSessionDeps {
  db: Db
  secrets: SecretBox
  clock: Clock
  isSecure(request: FastifyRequest): boolean
}

const cookieOf = (request: FastifyRequest) => readCookie(request.headers.cookie, ACQUISITION_SESSION) ?? ''

export function createAcquisitionSessions({
  db,
  secrets,
  clock,
  isSecure,
}: AcquisitionSessionDeps): AcquisitionSessions {
  const now = () => clock.now()

  async function give(reply: FastifyReply, userId: number, lasting: Lasting) {
    const user = await findAcquirer(db, userId)
    if (!user || !mayAcquire(user.role)) return undefined
    const { sessionSecret } = await readInstallationAccess(db, secrets)
    const seconds = lasting === 'remembered' ? LONG_SECONDS : lasting === 'short' ? SHORT_SECONDS : DAY_SECONDS
    const expires = Math.floor(now().getTime() / 1000) + seconds
    const sessionId = typeof lasting === 'object' ? lasting.sessionId : null
    const value = signSession(sessionSecret, { userId, epoch: user.session_epoch, expires, sessionId })
    const token = csrfToken(sessionSecret, value)
    const options = { isSecure: isSecure(reply.request), seconds }
    const until = lasting === 'remembered' ? new Date(expires * 1000) : undefined
    reply.header('set-cookie', acquisitionSessionCookie(value, { ...options, expires: until }))
    reply.header('set-cookie', csrfCookie(token, options))
    return { csrfToken: token }
  }

  return {
    give,
    async renew(reply, userId, sessionId) {
      const { sessionSecret, previousSecret } = await readInstallationAccess(db, secrets)
      const signed = readSession([sessionSecret, previousSecret ?? sessionSecret], cookieOf(reply.request), now())
      const user = signed && (await findAcquirer(db, userId))
      const isGood = signed?.userId === userId && signed.epoch === user?.session_epoch
      const isOld = (signed?.expires ?? 0) - now().getTime() / 1000 < SHORT_SECONDS
      if (!isGood || (isOld && signed.sessionId !== null)) await give(reply, userId, { sessionId })
    },
    takeBack(reply) {
      reply.header('set-cookie', clearedAcquisitionSession(isSecure(reply.request)))
    },
    async tellToken(reply) {
      const cookie = cookieOf(reply.request)
      if (cookie === '') return ''
      const { sessionSecret, previousSecret } = await readInstallationAccess(db, secrets)
      const signed = readSession([sessionSecret, previousSecret ?? sessionSecret], cookie, now())
      const seconds = signed ? Math.ceil(signed.expires - now().getTime() / 1000) : SHORT_SECONDS
      const token = csrfToken(sessionSecret, cookie)
      reply.header('set-cookie', csrfCookie(token, { isSecure: isSecure(reply.request), seconds }))
      return token
    },
  }
}
