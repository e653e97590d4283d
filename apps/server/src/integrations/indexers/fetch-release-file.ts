import type { Answer, ReleaseFile } from '#domain/releases/indexer-port.ts'
import { withKey } from './addresses.ts'
import { failureOfCode, failureOfError, failureOfStatus } from './failures.ts'
import type { FeedIndexerDeps, FeedIndexerSettings } from './feed-settings.ts'
import { guardedGet } from './guarded-get.ts'
import { hashOfMagnet } from './magnet.ts'
import { isNzb } from './nzb.ts'
import { readFeed } from './read-feed.ts'
import { readTorrent } from './torrent.ts'

const TIMEOUT_MS = 60_000
const MAX_BYTES = 50 << 20

/**
 * Fetches what a download client needs, so that it need not reach the indexer itself. The bytes are looked at: a page of
 * a log-in is no torrent, and an empty list of articles no release.
 */
export async function fetchReleaseFile(
  link: string,
  { url, apiKey }: Pick<FeedIndexerSettings, 'url' | 'apiKey'>,
  { http, clock, isLoopbackAllowed = false }: FeedIndexerDeps,
  signal?: AbortSignal,
): Promise<Answer<ReleaseFile>> {
  if (/^magnet:/i.test(link)) return { ok: true, value: magnetFile(link) }
  try {
    const got = await guardedGet(http, withKey(link, url, apiKey), {
      trusted: url,
      isLoopbackAllowed,
      accept: 'application/x-bittorrent, application/x-nzb, */*',
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
    })
    if ('magnet' in got) return { ok: true, value: magnetFile(got.magnet) }
    const { status, headers, bytes } = got
    const error = readFeed(new TextDecoder().decode(bytes.subarray(0, 4096)))
    if (error.kind === 'error') {
      return { ok: false, failure: failureOfCode(error.code, error.description, status, headers, clock.now()) }
    }
    const failure = failureOfStatus(status, headers, '', clock.now())
    return failure ? { ok: false, failure } : fileOf(bytes, headers['content-type'] ?? '')
  } catch (error) {
    signal?.throwIfAborted()
    return { ok: false, failure: failureOfError(error) }
  }
}

const magnetFile = (uri: string): ReleaseFile => ({ kind: 'magnet', uri, infoHash: hashOfMagnet(uri) })

function fileOf(bytes: Uint8Array, contentType: string): Answer<ReleaseFile> {
  const torrent = readTorrent(bytes)
  if (torrent) {
    const { wayOut, ...hashes } = torrent
    return wayOut === undefined
      ? { ok: true, value: { kind: 'torrent', bytes, ...hashes } }
      : { ok: false, failure: { kind: 'gone', text: `a file in it would lie outside of its folder: ${shown(wayOut)}` } }
  }
  if (isNzb(bytes)) return { ok: true, value: { kind: 'nzb', bytes } }
  const type = contentType.split(';')[0] || 'no type'
  return { ok: false, failure: { kind: 'gone', text: `neither an NZB nor a torrent (got ${type})` } }
}

/** A name of whoever made the torrent, as one line of text. */
const shown = (name: string) => name.replace(/\p{Cc}/gu, '?').slice(0, 100)
