import type { FastifyReply } from 'fastify'

/** Two years, as browsers want it before they remember a site as https only. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains'

const FIXED = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/**
 * The policy of everything but the few pages that have their own.
 * @param scriptHashes of the inline scripts of the built page, as `'sha256-…'`
 */
export function contentPolicy(scriptHashes: readonly string[]): string {
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
    "frame-ancestors 'none'",
  ].join('; ')
}

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

/** Sets the headers of library contract 1.7; a page with its own policy overwrites that one. */
export function securityHeaders(policy: string, isSecure: boolean): (reply: FastifyReply) => void {
  const headers = {
    ...FIXED,
    'content-security-policy': policy,
    ...(isSecure ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
  }
  return (reply) => {
    reply.headers(headers).header('x-request-id', reply.request.id)
  }
}
