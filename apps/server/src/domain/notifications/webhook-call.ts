import type { News } from './news.ts'

export type WebhookMethod = (typeof METHODS)[number]

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface WebhookCall {
  url: URL
  method: WebhookMethod
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
}

export interface WebhookTarget {
  url: string
  /** Empty means POST. */
  method: string
  /** A JSON object of further headers, or empty. */
  headers: string
  topic: string
}

/** The request that tells a webhook of something (acquisition contract 4.21). What was stored is known to be right. */
export function webhookCall({ url, method, headers, topic }: WebhookTarget, news: News): WebhookCall {
  const target = new URL(url)
  const { format, ...others } = news
  // Apprise reads `format` as the name of a markup and refuses what it does not know.
  const isApprise = target.pathname.split('/').includes('notify')
  const body = {
    ...others,
    body: news.message || news.title,
    ...(format === undefined ? {} : { mediaFormat: format, ...(isApprise ? {} : { format }) }),
    ...(topic === '' ? {} : { topic }),
  }
  return {
    // With a topic the server's root takes the request, as ntfy wants it.
    url: topic === '' ? target : new URL('/', target),
    method: METHODS.find((known) => known === method) ?? 'POST',
    headers: { 'content-type': 'application/json', ...readHeaders(headers) },
    body: JSON.stringify(body),
  }
}

/** What the connection itself says, or what would let two servers disagree about where a request ends. */
const FORBIDDEN = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'te',
  'trailer',
  'expect',
])

/**
 * Headers out of their JSON object, names in lower case.
 * @returns undefined for what is no such object, or holds what no header may
 */
export function parseHeaders(text: string): Record<string, string> | undefined {
  if (text.trim() === '') return {}
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return undefined
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return undefined
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase()
    if (typeof value !== 'string' || !/^[\w!#$%&'*+.^`|~-]+$/.test(key) || FORBIDDEN.has(key)) return undefined
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return undefined
    headers[key] = value
  }
  return headers
}

const readHeaders = (text: string) => parseHeaders(text) ?? {}
