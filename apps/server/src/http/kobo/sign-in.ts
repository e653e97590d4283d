import { randomBytes, randomUUID } from 'node:crypto'
import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dashed } from '#domain/catalog/any-id.ts'
import { DEVICE_TOKEN_SECONDS } from '#domain/devices/kobo/device-tokens.ts'
import { route } from '../route.ts'
import { membersOf, sendJson } from './answer.ts'
import { addressOf, callerOf, type KoboRouteDeps } from './context.ts'
import { passOn } from './store.ts'

/** What devices sign in with, though the token in their address is all that counts (device contract B.4). */
export function signInRoutes(app: FastifyInstance, deps: KoboRouteDeps): void {
  const tokensFor = (request: FastifyRequest) => {
    const { principal, tokenPublicId } = callerOf(request)
    const issue = () => deps.deviceTokens.issue({ userId: principal.publicId, tokenId: tokenPublicId })
    return { access: issue(), refresh: issue() }
  }

  for (const how of ['device', 'refresh', 'exchange'] as const) {
    route(app, contract.signDevice(how), async ({ request, reply }) => {
      // Whoever buys in the shop has to be known there.
      const passed = await passOn(deps, request, reply)
      if (passed) return passed
      const { access, refresh } = tokensFor(request)
      const { UserKey: given } = membersOf(request)
      return sendJson(reply, {
        AccessToken: access,
        RefreshToken: refresh,
        TokenType: 'Bearer',
        TrackingId: randomUUID(),
        UserKey: typeof given === 'string' ? given.slice(0, 200) : userKeyOf(request),
      })
    })
  }

  route(app, contract.discover, ({ request, reply }) => {
    const at = `${addressOf(deps, request)}/oauth`
    return sendJson(reply, {
      issuer: at,
      authorization_endpoint: `${at}/authorize`,
      token_endpoint: `${at}/token`,
      userinfo_endpoint: `${at}/userinfo`,
      jwks_uri: `${at}/jwks`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['HS256'],
      token_endpoint_auth_methods_supported: ['none'],
      scopes_supported: ['openid', 'profile', 'offline_access'],
    })
  })

  route(app, contract.authorize, ({ query, reply }) => {
    // The reader alone opens such an address; anything else would send people elsewhere.
    const target = query.redirect_uri ?? ''
    if (!/^kobo:\/\/[\w./-]*$/i.test(target)) return sendJson(reply, {}, 400)
    const answer = new URLSearchParams({ code: randomBytes(24).toString('hex'), state: query.state ?? '' })
    return reply.code(302).header('location', `${target}?${answer}`).header('cache-control', 'no-store').send()
  })

  for (const how of ['token', 'refresh'] as const) {
    for (const method of ['GET', 'POST'] as const) {
      route(app, contract.issueToken(how, method), ({ request, reply, principal }) => {
        const { access, refresh } = tokensFor(request)
        return sendJson(reply.header('cache-control', 'no-store'), {
          access_token: access,
          refresh_token: refresh,
          token_type: 'Bearer',
          expires_in: DEVICE_TOKEN_SECONDS,
          scope: 'openid profile offline_access',
          user_id: dashed(principal.publicId),
          AccessToken: access,
          RefreshToken: refresh,
          TokenType: 'Bearer',
        })
      })
    }
  }
  route(app, contract.userInfo, ({ reply, principal }) => sendJson(reply, { sub: dashed(principal.publicId) }))
  route(app, contract.keys, ({ reply }) => sendJson(reply, { keys: [] }))
}

/** The key that a reader sends of itself; blank where it sends none. */
export function userKeyOf({ headers }: FastifyRequest): string {
  const key = headers['x-kobo-userkey']
  return typeof key === 'string' ? key.slice(0, 200) : ''
}
