import type { IncomingHttpHeaders } from 'node:http'
import { readCookie, SESSION_COOKIE } from './cookies.ts'

export interface Credential {
  token: string
  from: 'header' | 'cookie'
}

/**
 * The token that decides a request (library contract 2.2). A bearer in the header is final; any other scheme and an
 * empty bearer fall back to the session cookie.
 */
export function findCredential(headers: IncomingHttpHeaders): Credential | undefined {
  const header = headers.authorization?.trim()
  if (header?.startsWith('Bearer ')) {
    const token = header.slice('Bearer '.length).trim()
    if (token !== '') return { token, from: 'header' }
  }
  const cookie = readCookie(headers.cookie, SESSION_COOKIE)
  return cookie ? { token: cookie, from: 'cookie' } : undefined
}
