import type { SelfCaller, SelfFailure } from '#domain/devices/self-test/self-caller.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Outbound } from './outbound.ts'

/** Nobody waits for a page any longer. */
const TIMEOUT_MS = 8_000
const MAX_BYTES = 256 * 1024

/** Calls the own address through the guard of all calls to the outside. */
export function selfCaller(outbound: Outbound): SelfCaller {
  return {
    async call(address, { mayBePrivate, ...call }) {
      try {
        const { status, headers, bytes } = await outbound.request(address, {
          ...call,
          policy: mayBePrivate ? 'lan+loopback' : 'strict',
          timeoutMs: TIMEOUT_MS,
          maxBytes: MAX_BYTES,
          maxRedirects: 0,
        })
        return { status, headers, text: Buffer.from(bytes).toString('utf8') }
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}

/** Certificates that are not trusted, by the codes of OpenSSL and Node. */
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER))/

function failureOf(error: unknown): SelfFailure {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (CERTIFICATE.test(code)) return { failure: 'certificate', detail: code }
  }
  if (error instanceof DomainError) {
    if (error.code === 'outbound.redirects') return { failure: 'redirect', detail: '' }
    if (error.code === 'outbound.refused') return { failure: 'refused-here', detail: '' }
    if (error.code === 'outbound.timeout') return { failure: 'slow', detail: '' }
    return { failure: 'unreachable', detail: causeOf(error) }
  }
  throw error
}

/** `ECONNREFUSED`: a word that somebody can look for. */
function causeOf(error: Error): string {
  for (let at: unknown = error.cause; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return ''
}
