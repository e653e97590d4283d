import type { CustomFetchOptions } from 'openid-client'
import type { OidcClient, OidcFlow, OidcGateway, OidcMetadata } from '#domain/identity/oidc-port.ts'
import { invalid, unavailable } from '#kernel/errors.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { Policy } from '../outbound/policy.ts'

const LIMIT_MS = 8_000
const MAX_BYTES = 256 * 1024

type Library = typeof import('openid-client')

/** Speaks OpenID Connect by the one way out, so that no provider leads anywhere that its policy refuses. */
export function openidGateway(outbound: Pick<Outbound, 'request'>, policy: Policy): OidcGateway {
  /** Loaded with the first provider: most installations have none. */
  const load = () => import('openid-client')

  async function guardedFetch(url: string, { method, headers, body }: CustomFetchOptions): Promise<Response> {
    const isRead = method === 'GET'
    const answer = await outbound.request(url, {
      policy,
      method: isRead ? 'GET' : 'POST',
      headers,
      ...(isRead || !body ? {} : { body: body instanceof Uint8Array ? body : String(body) }),
      timeoutMs: LIMIT_MS,
      maxBytes: MAX_BYTES,
      // A code, and the secret that goes with it, are for nobody but whom they were sent to.
      maxRedirects: isRead ? 5 : 0,
    })
    return new Response(answer.status === 204 ? null : Buffer.from(answer.bytes), {
      status: answer.status,
      headers: { 'content-type': answer.headers['content-type'] ?? '' },
    })
  }

  return {
    async discover({ issuer, clientId, clientSecret }) {
      const library = await load()
      const config = await library.discovery(
        addressOf(issuer),
        clientId,
        { client_secret: clientSecret },
        authentication(library, clientSecret),
        {
          [library.customFetch]: guardedFetch,
          timeout: LIMIT_MS / 1000,
          execute: [
            // Without this the library relies on the connection alone and does not look at signatures.
            library.enableNonRepudiationChecks,
            // A provider on the local network may speak plain HTTP; where its issuer says https, nothing else is taken.
            ...(issuer.startsWith('http://') ? [library.allowInsecureRequests] : []),
          ],
        },
      )
      return clientOf(library, config)
    },

    async probe(issuer) {
      const address = `${String(addressOf(issuer)).replace(/\/+$/, '')}/.well-known/openid-configuration`
      const answer = await outbound.request(address, { policy, timeoutMs: LIMIT_MS, maxBytes: MAX_BYTES })
      if (answer.status !== 200)
        throw unavailable('oidc.discovery', `the provider answers with status ${answer.status}`)
      return readMetadata(Buffer.from(answer.bytes).toString('utf8'))
    },
  }
}

/** As the provider prefers it. */
function authentication(library: Library, secret: string): import('openid-client').ClientAuth {
  const byPost = library.ClientSecretPost(secret)
  const basic = library.ClientSecretBasic(secret)
  return (server, ...rest) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return known.includes('client_secret_basic') ? basic(server, ...rest) : byPost(server, ...rest)
  }
}

function clientOf(library: Library, config: import('openid-client').Configuration): OidcClient {
  return {
    issuer: config.serverMetadata().issuer,

    async authorizationUrl({ redirectUri, state, nonce, verifier }: OidcFlow, scopes) {
      return library.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        nonce,
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).href
    },

    async exchange({ redirectUri, state, nonce, verifier }, answer) {
      const tokens = await library.authorizationCodeGrant(config, new URL(`${redirectUri}?${answer}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('the provider gave no ID token')
      return { ...(await userinfo(library, config, tokens.access_token, claims.sub)), ...claims }
    },
  }
}

/** More about the person, where there is more. Nothing depends on it, and what is said of somebody else is not taken. */
async function userinfo(
  library: Library,
  config: import('openid-client').Configuration,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> {
  if (!config.serverMetadata().userinfo_endpoint) return {}
  return library.fetchUserInfo(config, accessToken, subject).catch(() => ({}))
}

function addressOf(issuer: string): URL {
  if (!URL.canParse(issuer)) throw invalid('oidc.issuer', 'the issuer is no address')
  return new URL(issuer)
}

function readMetadata(text: string): OidcMetadata {
  let document: Record<string, unknown> = {}
  try {
    document = { ...(JSON.parse(text) as Record<string, unknown>) }
  } catch (error) {
    throw unavailable('oidc.discovery', 'what answers there is no provider: it sends no discovery document', error)
  }
  const { issuer, authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri, scopes_supported } = document
  if (typeof issuer !== 'string' || typeof authorization_endpoint !== 'string' || typeof token_endpoint !== 'string') {
    throw unavailable('oidc.discovery', 'what answers there is no provider: its discovery document is not complete')
  }
  return {
    issuer,
    authorization_endpoint,
    token_endpoint,
    ...(typeof userinfo_endpoint === 'string' ? { userinfo_endpoint } : {}),
    ...(typeof jwks_uri === 'string' ? { jwks_uri } : {}),
    ...(Array.isArray(scopes_supported) ? { scopes_supported: scopes_supported.map(String) } : {}),
  }
}
