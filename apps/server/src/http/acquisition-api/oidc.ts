import { randomBytes } from 'node:crypto'
import type { OidcProviderInput } from '@colophon/contract/acquisition/oidc.ts'
import * as contract from '@colophon/contract/acquisition/oidc.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { readInstallationAccess } from '#domain/identity/installation-access.ts'
import type { OidcClaims, OidcClient, OidcGateway } from '#domain/identity/oidc-port.ts'
import { isProviderId, replaceProviders } from '#domain/identity/oidc-providers.ts'
import type { OidcRegistry, OidcStatus } from '#domain/identity/oidc-registry.ts'
import { type OidcRules, signInByOidc } from '#domain/identity/oidc-sign-in.ts'
import type { User } from '#domain/identity/user-store.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { DomainError, invalid, unauthenticated } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { AcquisitionSessions } from '../auth/acquisition-sessions.ts'
import type { CallOrigin } from '../auth/call-origin.ts'
import { readCookie } from '../auth/cookies.ts'
import {
  clearedFlow,
  FLOW_COOKIE,
  FLOW_SECONDS,
  flowCookie,
  type OidcFlowCookie,
  readFlow,
  signFlow,
} from '../auth/oidc-flow.ts'
import { acquisitionRoute as route } from './route.ts'

export interface OidcRouteDeps {
  db: Db
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
  secrets: SecretBox
  origin: CallOrigin
  acquisitionSessions: AcquisitionSessions
  registry: OidcRegistry
  gateway: OidcGateway
  isSecure(request: FastifyRequest): boolean
  /** Opens the library for somebody who signed in from our pages. */
  openPages(reply: FastifyReply, user: User): Promise<unknown>
  http: {
    urlBase: string
    publicUrl: string | null
    acquisition: {
      oidc: Omit<OidcRules, 'isLocalAuthEnabled'> & { redirectBaseUrl: string | null }
      isLocalAuthEnabled: boolean
    }
  }
}

const CALLBACK = '/api/v1/auth/oidc/{id}/callback'
const random = (bytes: number) => randomBytes(bytes).toString('base64url')

/** Signing in elsewhere: what administrators set up, going there and coming back (acquisition contract 2.12, 4.4). */
export function oidcRoutes(app: FastifyInstance, deps: OidcRouteDeps): void {
  const { db, clock, audit, secrets, origin, acquisitionSessions, registry, gateway, http } = deps
  const { redirectBaseUrl, ...rules } = http.acquisition.oidc
  const place = (request: FastifyRequest) => ({ urlBase: http.urlBase, isSecure: deps.isSecure(request) })

  /** The address under which people come here, without the path below which everything is served. */
  const configuredBase = withoutEnd(redirectBaseUrl ?? http.publicUrl, http.urlBase)
  const baseOf = (request: FastifyRequest) => configuredBase ?? origin.baseOf(request)
  const redirectUri = (base: string, id: string) => base + http.urlBase + CALLBACK.replace('{id}', id)

  route(app, contract.listOidcProviders, async () =>
    (await registry.list()).map(({ provider, status }) => ({
      id: provider.id,
      name: provider.name,
      issuer: provider.issuer,
      client_id: provider.clientId,
      scopes: provider.scopes,
      ...(provider.allowedGroups.length > 0 ? { allowed_groups: provider.allowedGroups } : {}),
      ...(status ? { status: presentStatus(status) } : {}),
    })),
  )

  route(app, contract.setOidcProviders, async ({ body, principal }) => {
    await replaceProviders(deps, body.map(readInput))
    void registry
      .refresh()
      .catch((error: unknown) => app.log.error({ err: error }, 'the providers could not be looked for'))
    await audit({
      by: principal,
      action: 'acquisition.providers_changed',
      entityType: 'config',
      entityId: 'auth.oidc.providers',
      metadata: { ids: body.map(({ id }) => id) },
    })
    return { ok: true as const, count: body.length }
  })

  route(app, contract.getRedirectBase, ({ request }) => ({
    base: baseOf(request),
    callback_path: http.urlBase + CALLBACK,
    configured: configuredBase !== undefined,
  }))

  route(app, contract.testDiscovery, async ({ body }) => {
    const issuer = body.issuer.trim()
    try {
      const discovered = await gateway.probe(issuer)
      return { ok: true, issuer_mismatch: bare(discovered.issuer) !== bare(issuer), discovered }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return { ok: false, error: error.message }
    }
  })

  route(app, contract.beginOidc, async ({ params, query, request, reply }) => {
    const { provider, client } = await findProvider(params.provider)
    const redirectBase = baseOf(request)
    const flow: OidcFlowCookie = {
      provider: provider.id,
      state: random(16),
      nonce: random(16),
      verifier: random(32),
      redirectBase,
      expires: Math.floor(clock.now().getTime() / 1000) + FLOW_SECONDS,
      isForPages: query.for === 'pages',
    }
    const { sessionSecret } = await readInstallationAccess(db, secrets)
    reply.header('set-cookie', flowCookie(signFlow(sessionSecret, flow), place(request)))
    reply.header('cache-control', 'no-store')
    const address = await client.authorizationUrl(
      { ...flow, redirectUri: redirectUri(redirectBase, provider.id) },
      provider.scopes,
    )
    return reply.redirect(address, 302)
  })

  route(app, contract.finishOidc, async ({ params, query, request, reply }) => {
    if (!isProviderId(params.provider)) throw unknownProvider()
    reply.header('cache-control', 'no-store')
    const flow = await flowOf(request)
    if (!flow || flow.provider !== params.provider) {
      throw invalid('oidc.flow', 'signing in took too long, or was begun in another browser; begin anew')
    }
    reply.header('set-cookie', clearedFlow(place(request)))
    if (query.state !== flow.state) throw invalid('oidc.state', 'state mismatch')
    if (query.error !== undefined) throw unauthenticated('oidc.refused', 'the provider did not sign you in')
    if (!query.code) throw invalid('oidc.code', 'missing code')
    const { provider, client } = await findProvider(params.provider)
    const claims = await exchange(client, request, {
      ...flow,
      redirectUri: redirectUri(flow.redirectBase, provider.id),
    })
    const { allowedGroups } = provider
    const user = await signInByOidc(
      deps,
      { ...rules, isLocalAuthEnabled: http.acquisition.isLocalAuthEnabled },
      { issuer: client.issuer, claims, allowedGroups },
    )
    if (flow.isForPages) await deps.openPages(reply, user)
    else await acquisitionSessions.give(reply, user.id, 'remembered')
    return reply.redirect(`${http.urlBase}/`, 302)
  })

  async function findProvider(id: string) {
    const found = isProviderId(id) ? await registry.find(id) : undefined
    if (!found) throw unknownProvider()
    return found
  }

  async function flowOf(request: FastifyRequest): Promise<OidcFlowCookie | undefined> {
    const cookie = readCookie(request.headers.cookie, FLOW_COOKIE)
    if (!cookie) return undefined
    const { sessionSecret, previousSecret } = await readInstallationAccess(db, secrets)
    return readFlow([sessionSecret, previousSecret ?? sessionSecret], cookie, clock.now())
  }

  async function exchange(
    client: OidcClient,
    request: FastifyRequest,
    flow: OidcFlowCookie & { redirectUri: string },
  ): Promise<OidcClaims> {
    const answer = new URLSearchParams(request.url.slice(request.url.indexOf('?') + 1))
    try {
      return await client.exchange(flow, answer)
    } catch (error) {
      // Why is for the administrator: whoever plays with a callback learns nothing from it.
      request.log.warn(
        { reason: error instanceof Error ? error.message : 'unknown' },
        'what a provider sent was not good',
      )
      throw unauthenticated('oidc.exchange', 'token exchange failed')
    }
  }
}

const unknownProvider = () => invalid('oidc.unknown-provider', 'there is no such provider, or it does not answer')

const bare = (issuer: string) => issuer.replace(/\/+$/, '')

function withoutEnd(address: string | null, end: string): string | undefined {
  if (address === null) return undefined
  const plain = bare(address)
  return end !== '' && plain.endsWith(end) ? plain.slice(0, -end.length) : plain
}

const presentStatus = (status: OidcStatus) =>
  status.state === 'ok'
    ? { state: 'ok' as const }
    : { state: 'failed' as const, last_error: status.error, last_attempt: wholeSeconds(status.triedAt) }

const words = (value: string[] | string | null | undefined, between: RegExp) =>
  (typeof value === 'string' ? value.split(between) : (value ?? []))
    .map((word) => word.trim())
    .filter((word) => word !== '')

const readInput = ({ id, name, issuer, client_id, client_secret, scopes, allowed_groups }: OidcProviderInput) => ({
  id,
  name: name?.trim() ?? '',
  issuer: issuer.trim(),
  clientId: client_id.trim(),
  clientSecret: client_secret ?? '',
  scopes: words(scopes, /\s+/),
  allowedGroups: words(allowed_groups, /,/),
})
