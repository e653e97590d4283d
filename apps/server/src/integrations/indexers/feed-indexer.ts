import type { Answer, Asked, Capabilities, Indexer, IndexerQuery, ReleasePage } from '#domain/releases/indexer-port.ts'
import { redacted } from './addresses.ts'
import { failureOfCode, failureOfError, failureOfStatus } from './failures.ts'
import type { FeedIndexerDeps, FeedIndexerSettings } from './feed-settings.ts'
import { fetchReleaseFile } from './fetch-release-file.ts'
import { guardedGet } from './guarded-get.ts'
import { readCaps } from './read-caps.ts'
import { readFeed } from './read-feed.ts'
import { readRelease } from './read-release.ts'

const TIMEOUT_MS = 30_000
const MAX_BYTES = 32 << 20
const PAGE = 100
/** One more try where the connection failed at once; a server that is slow is not asked twice. */
const RETRIES = 1
const SHOWN = 200

/** Newznab and Torznab: questions as parameters, answers as RSS with attributes of their own. */
export function feedIndexer(settings: FeedIndexerSettings, deps: FeedIndexerDeps): Indexer {
  const { http, clock, logger } = deps
  const protocol = settings.type === 'newznab' ? 'usenet' : 'torrent'

  async function ask<Value>(
    params: Record<string, string>,
    read: (body: string) => Value | undefined,
    signal?: AbortSignal,
  ): Promise<Answer<Value> & Asked> {
    const url = addressOf(settings, params)
    const began = performance.now()
    const answer = await answerOf(url, read, signal)
    return { ...answer, url: redacted(url), milliseconds: Math.round(performance.now() - began) }
  }

  async function answerOf<Value>(
    url: string,
    read: (body: string) => Value | undefined,
    signal?: AbortSignal,
  ): Promise<Answer<Value>> {
    try {
      const got = await getTwice(url, signal)
      if ('magnet' in got) return unreadable('it redirects to a magnet link')
      const { status, headers, bytes } = got
      const body = new TextDecoder().decode(bytes)
      const error = readFeed(body.slice(0, 4096))
      if (error.kind === 'error') {
        return { ok: false, failure: failureOfCode(error.code, error.description, status, headers, clock.now()) }
      }
      const failure = failureOfStatus(status, headers, body.slice(0, 4096), clock.now())
      if (failure) return { ok: false, failure }
      const value = read(body)
      if (value !== undefined) return { ok: true, value }
      const type = headers['content-type']?.split(';')[0] ?? 'no type'
      logger.debug({ indexer: settings.name, type, begin: masked(body, settings) }, 'no feed from an indexer')
      return unreadable(`not an XML feed (got ${type})`, status)
    } catch (error) {
      signal?.throwIfAborted()
      return { ok: false, failure: failureOfError(error) }
    }
  }

  async function getTwice(url: string, signal: AbortSignal | undefined) {
    const call = {
      trusted: settings.url,
      accept: 'application/rss+xml, application/xml, text/xml',
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
    }
    for (let retries = 0; ; retries++) {
      try {
        return await guardedGet(http, url, call)
      } catch (error) {
        if (retries >= RETRIES || signal?.aborted || codeOf(error) !== 'outbound.failed') throw error
      }
    }
  }

  function pageOf(body: string): ReleasePage | undefined {
    const document = readFeed(body)
    if (document.kind !== 'feed') return undefined
    const releases = document.items.map((item) => readRelease(item, { ...settings, protocol }, clock.now()))
    return { releases: releases.filter((release) => release !== undefined), total: document.total }
  }

  return {
    id: settings.id,
    name: settings.name,
    protocol,
    capabilities: (signal) => ask<Capabilities>({ t: 'caps' }, readCaps, signal),
    search: (query, signal) => ask(paramsOf(query), pageOf, signal),
    fetchFile: (url, signal) => fetchReleaseFile(url, settings, deps, signal),
  }
}

function paramsOf({ by, categories, offset = 0 }: IndexerQuery): Record<string, string> {
  const asked: Record<string, string> =
    by === 'newest'
      ? { t: 'search' }
      : 'words' in by
        ? { t: 'search', q: by.words }
        : { t: 'book', title: by.title, author: by.author }
  return {
    ...asked,
    ...(categories.length > 0 ? { cat: categories.join(',') } : {}),
    extended: '1',
    limit: String(PAGE),
    ...(offset > 0 ? { offset: String(offset) } : {}),
  }
}

function addressOf({ url, apiKey }: FeedIndexerSettings, params: Record<string, string>): string {
  const address = new URL(url)
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value)
  if (apiKey !== '') address.searchParams.set('apikey', apiKey)
  return address.href
}

const unreadable = (text: string, status?: number) => ({
  ok: false as const,
  failure: { kind: 'unreachable' as const, text, ...(status === undefined ? {} : { status }) },
})

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

const masked = (body: string, { apiKey }: FeedIndexerSettings) =>
  (apiKey === '' ? body : body.replaceAll(apiKey, '***')).slice(0, SHOWN)
