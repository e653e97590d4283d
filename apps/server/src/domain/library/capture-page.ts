import { DomainError, invalid, unavailable } from '#kernel/errors.ts'
import type { Fetched, PageFetcher } from './capture-port.ts'

/** Library contract 31.9. */
const TIMEOUT_MS = 30_000
const MAX_BYTES = 10 << 20

/** Statuses by which a page says: not now. Any other failure stays one. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504])

/**
 * Fetches a page of the web.
 * @throws invalid where asking again would not help, unavailable where it might, each with a sentence
 */
export async function fetchPage(pages: PageFetcher, url: string, signal: AbortSignal): Promise<Fetched> {
  const limits = {
    accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  }
  const page = await pages.fetch(url, { ...limits, signal }).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'too-large')
      throw invalid('capture.size', 'the page is larger than 10 MB', error)
    throw error
  })
  const { status, contentType } = page
  if (status < 200 || status > 299) {
    const sentence = `the page answered with status ${status}`
    throw PASSING.has(status) ? unavailable('capture.status', sentence) : invalid('capture.status', sentence)
  }
  if (
    contentType !== '' &&
    !/^\s*(text\/html|application\/xhtml\+xml|text\/plain|application\/xml|text\/xml)\b/i.test(contentType)
  ) {
    throw invalid('capture.type', `the address leads to no page but to ${contentType.split(';')[0]?.slice(0, 80)}`)
  }
  return page
}
