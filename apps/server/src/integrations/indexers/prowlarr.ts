import type { Prowlarr, ProwlarrSettings } from '#domain/releases/indexer-gateway.ts'
import { unavailable } from '#kernel/errors.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { guardedGet } from './guarded-get.ts'
import { remoteIndexers, syncCategoriesOf } from './prowlarr-indexers.ts'

const MAX_BYTES = 16 << 20

/** Speaks the API of Prowlarr 1 and 2. */
export function prowlarr({ url, apiKey, timeoutSeconds }: ProwlarrSettings, http: Outbound): Prowlarr {
  const base = url.replace(/\/+$/, '')

  async function get(path: string, signal?: AbortSignal): Promise<unknown> {
    const got = await guardedGet(http, `${base}${path}`, {
      trusted: base,
      accept: 'application/json',
      headers: { 'x-api-key': apiKey },
      timeoutMs: timeoutSeconds * 1000,
      maxBytes: MAX_BYTES,
      signal,
    })
    if ('magnet' in got) throw notProwlarr()
    if (got.status === 401) throw unavailable('prowlarr.key', 'Prowlarr does not accept this API key')
    if (got.status >= 300) throw unavailable('prowlarr.status', `Prowlarr answered with status ${got.status}`)
    try {
      return JSON.parse(new TextDecoder().decode(got.bytes))
    } catch (cause) {
      throw notProwlarr(cause)
    }
  }

  return {
    async version(signal) {
      const status = await get('/api/v1/system/status', signal)
      if (typeof status !== 'object' || status === null || !('version' in status)) throw notProwlarr()
      return String(status.version)
    },
    async indexers(signal) {
      const listed = await get('/api/v1/indexer', signal)
      if (!Array.isArray(listed)) throw notProwlarr()
      // Older versions have no categories at an indexer; what is meant for programs like this stands elsewhere then.
      const applications = await get('/api/v1/applications', signal).catch(() => [])
      return remoteIndexers(listed, syncCategoriesOf(applications), base)
    },
  }
}

const notProwlarr = (cause?: unknown) =>
  unavailable('prowlarr.answer', 'what answers at this address is not Prowlarr', cause)
