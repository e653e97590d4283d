import type { FastifyReply, FastifyRequest } from 'fastify'

/** Two years, as browsers want it before they remember a site as https only. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains'

const FIXED = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/**
 * The policy of everything but the few pages that have their own.
 * @param scriptHashes of the inline scripts of the built page, as `'sha256-…'`
 * @param frameAncestors which pages may show ours in a frame
 */
export function contentPolicy(scriptHashes: readonly string[], frameAncestors: string): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scriptHashes].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
}

/** The policy of the acquisition surface, word by word what its contract says (1.9). */
export const acquisitionPolicy = (frameAncestors: string): string =>
  [
    "default-src 'self'",
    "img-src 'self' data: https:",
    "style-src 'self' 'unsafe-inline'",
    "script-src 'self'",
    "connect-src 'self'",
    `frame-ancestors ${frameAncestors}`,
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ')

/**
 * The reader shows books in frames made from `blob:` addresses, which inherit this policy: what a book brings along may
 * be seen and heard, and can neither run nor call anybody.
 */
export function readerPolicy(scriptHashes: readonly string[]): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scriptHashes].join(' '),
    "style-src 'self' blob: 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data: blob:",
    "media-src 'self' blob: data:",
    "frame-src 'self' blob:",
    "connect-src 'self' blob:",
    "object-src 'none'",
    "form-action 'none'",
    "base-uri 'self'",
    "frame-ancestors 'self'",
  ].join('; ')
}

export interface HeaderRules {
  /** The policy of what has none of its own. */
  policyOf(request: FastifyRequest): string
  /** Whether browsers shall never again come here by plain HTTP. */
  isStrict(request: FastifyRequest): boolean
  /** Whether no other page may show ours in a frame. */
  isUnframed: boolean
}

/** Sets the headers of library contract 1.7 and acquisition contract 1.9; a page with its own policy overwrites that one. */
export function securityHeaders({ policyOf, isStrict, isUnframed }: HeaderRules): (reply: FastifyReply) => void {
  const fixed = { ...FIXED, ...(isUnframed ? { 'x-frame-options': 'DENY' } : {}) }
  return (reply) => {
    const { request } = reply
    reply.headers(fixed).header('content-security-policy', policyOf(request)).header('x-request-id', request.id)
    if (isStrict(request)) reply.header('strict-transport-security', STRICT_TRANSPORT)
  }
}
