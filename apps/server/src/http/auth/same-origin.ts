import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { forbidden } from '#kernel/errors.ts'

export const isChange = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/** What the rules below need of a request. */
export interface Asked {
  headers: IncomingHttpHeaders
  isTls: boolean
}

export const asked = (request: FastifyRequest): Asked => ({
  headers: request.headers,
  isTls: request.protocol === 'https',
})

/** Scheme of this request as its client sees it (library contract 2.8). */
export function schemeOf({ headers, isTls }: Asked): 'http' | 'https' {
  const forwarded = String(headers['x-forwarded-proto'] ?? '')
    .trim()
    .toLowerCase()
  if (forwarded === 'http' || forwarded === 'https') return forwarded
  return isTls ? 'https' : 'http'
}

/** Scheme, host and port in one form, ports of schemes filled in; undefined where it is no web origin. */
function comparable(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined
  const { protocol, hostname, port } = new URL(address)
  return `${protocol}//${hostname.toLowerCase()}:${port || (protocol === 'https:' ? '443' : '80')}`
}

/** Whether `Origin`, or failing that `Referer`, names this server. A foreign `Origin` is final. */
export function isFromOwnPage(request: Asked, publicUrl: string | null): boolean {
  const { origin, referer, host } = request.headers
  const claimed = comparable(origin ?? referer ?? '')
  if (claimed === undefined) return false
  const own = [
    comparable(`${schemeOf(request)}://${host ?? ''}`),
    publicUrl === null ? undefined : comparable(publicUrl),
  ]
  return own.includes(claimed)
}

/**
 * Whether a browser sent this from a page of another site. Programs that are no browsers say nothing about it and are
 * never foreign.
 */
export function isFromForeignPage(request: Asked, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'cross-site' || site === 'same-site'
  return request.headers.origin !== undefined && !isFromOwnPage(request, publicUrl)
}

/**
 * Refuses a change that another site may have caused: a browser adds the session cookie by itself. What browsers say in
 * `Sec-Fetch-Site` cannot be set by a page and holds behind any proxy; without it the origin must be ours.
 * @throws DomainError `forbidden`
 */
export function refuseCrossSite(request: Asked, publicUrl: string | null): void {
  const site = request.headers['sec-fetch-site']
  const isOwn = site === undefined ? isFromOwnPage(request, publicUrl) : site === 'same-origin'
  if (!isOwn) throw forbidden('request.cross-site', 'changes with the session cookie must come from this site')
}
