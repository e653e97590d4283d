import type { FastifyReply, FastifyRequest } from 'fastify'
import { openSession, type SessionDeps } from '#domain/identity/sessions.ts'
import type { Tokens } from '#domain/identity/tokens.ts'
import type { User } from '#domain/identity/user-store.ts'
import type { AcquisitionSessions } from './acquisition-sessions.ts'
import { sessionCookie } from './cookies.ts'
import { asked, schemeOf } from './same-origin.ts'

/** Signs a browser in to the pages: to the library, and to the acquisition surface where the account may go there. */
export type OpenPages = (reply: FastifyReply, user: User) => Promise<{ csrfToken: string | null }>

export interface PageOpenerDeps extends SessionDeps {
  tokens: Tokens
  acquisitionSessions: AcquisitionSessions
  addressOf(request: FastifyRequest): string
}

export function pageOpener(deps: PageOpenerDeps): OpenPages {
  return async (reply, user) => {
    const { request } = reply
    const device = { userAgent: request.headers['user-agent'] ?? '', address: deps.addressOf(request) }
    const sessionId = await openSession(deps, { userId: user.id, device })
    giveLibraryCookie(reply, deps.tokens.issue(user.public_id, sessionId))
    const given = await deps.acquisitionSessions.give(reply, user.id, { sessionId })
    return { csrfToken: given?.csrfToken ?? null }
  }
}

/** Browsers drop a Secure cookie that comes over plain http, and many reach this server so at home. */
export function giveLibraryCookie(reply: FastifyReply, token: string): void {
  reply.header('set-cookie', sessionCookie(token, schemeOf(asked(reply.request)) === 'https'))
}
