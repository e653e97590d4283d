import type { Dispatcher } from 'undici'
import { refused } from './policy.ts'

/** One call of a chain of redirects. */
export interface Hop {
  url: URL
  method: Dispatcher.HttpMethod
  headers: Readonly<Record<string, string>>
  body?: string | Uint8Array
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Where an answer sends on, as browsers follow it; undefined where it is no redirect. Another origin gets nothing of
 * what the caller meant for the first: its headers may hold keys.
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined
  if (!URL.canParse(location, hop.url.href)) throw refused('it redirects to no address')
  const url = new URL(location, hop.url)
  const becomesGet = status === 303 ? hop.method !== 'HEAD' : status < 303 && hop.method === 'POST'
  const isElsewhere = url.origin !== hop.url.origin
  const { accept } = hop.headers
  const headers = isElsewhere ? (accept === undefined ? {} : { accept }) : hop.headers
  if (becomesGet) return { url, method: 'GET', headers: without(headers, 'content-type') }
  // A body goes with what the caller knows of its receiver.
  if (isElsewhere && hop.body !== undefined) throw refused('it redirects what was sent to another host')
  return { ...hop, url, headers }
}

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([known]) => known !== name))
}
