import type { IncomingMessage } from 'node:http'

const OUTSIDE = Symbol('outside the URL base')
const NEEDS_SLASH = Symbol('the URL base without its slash')

type Marked = IncomingMessage & { [OUTSIDE]?: boolean; [NEEDS_SLASH]?: boolean }

/**
 * One form of a path prefix: `/books`, or empty for none. Blanks and trailing slashes go, a full address is reduced to
 * its path (acquisition contract 1.1).
 */
export function normaliseUrlBase(text: string): string {
  const trimmed = text.trim()
  const path = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) && URL.canParse(trimmed) ? new URL(trimmed).pathname : trimmed
  const inner = path.replace(/^\/+|\/+$/g, '')
  return inner === '' ? '' : `/${inner}`
}

/** What devices call; people type the address of a server with a slash at its end, and devices add another one. */
const OF_DEVICES = /^\/(?:[^/]+\/)*?(?:opds|kobo|kosync|koreader|users|syncs)(?:\/|$)/

/** Several apps suggest this name for the root of a catalogue. */
const withoutVersion = (url: string) => url.replace(/^\/opds\/v1\.2(?=[/?]|$)/, '/opds')

/** Addresses of devices with runs of slashes made one, without a redirect, which they would not follow (device contract 0.4). */
function withSingleSlashes(url: string): string {
  const [path = '', ...query] = url.split('?')
  if (!path.includes('//')) return url
  const single = path.replace(/\/{2,}/g, '/')
  return OF_DEVICES.test(single) ? [single, ...query].join('?') : url
}

/**
 * Takes the base off an address before anything else sees it, so that routes, permissions and checks know only the path
 * below it. What lies outside is marked.
 */
export function stripUrlBase(base: string): (request: IncomingMessage) => string {
  return (request) => {
    const url = withSingleSlashes(request.url ?? '/')
    if (base === '') return withoutVersion(url)
    const next = url[base.length]
    if (url.startsWith(base)) {
      if (next === '/') return withoutVersion(url.slice(base.length))
      if (next === undefined || next === '?') {
        ;(request as Marked)[NEEDS_SLASH] = true
        return `/${url.slice(base.length)}`
      }
    }
    ;(request as Marked)[OUTSIDE] = true
    return '/'
  }
}

export const isOutsideBase = (request: IncomingMessage) => (request as Marked)[OUTSIDE] === true
export const isBaseWithoutSlash = (request: IncomingMessage) => (request as Marked)[NEEDS_SLASH] === true
