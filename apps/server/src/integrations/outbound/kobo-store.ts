import type { KoboStore } from '#domain/devices/kobo/store-port.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Outbound } from './outbound.ts'

/** The only address that is ever called. */
const STORE = 'https://storeapi.kobo.com'
/** Readers give up after half a minute, and most of that is for our own answer. */
const TIMEOUT_MS = 10_000
const MAX_BYTES = 4 << 20

/** The shop of Kobo readers. @param address another one, for tests */
export function koboStore(outbound: Outbound, address: string = STORE): KoboStore {
  return {
    addressOf: (path) => address + path,
    async call({ method, path, headers, body }) {
      try {
        const answer = await outbound.request(address + path, {
          policy: 'strict',
          method,
          headers,
          ...(body === null ? {} : { body }),
          timeoutMs: TIMEOUT_MS,
          maxBytes: MAX_BYTES,
          maxRedirects: 0,
        })
        return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.bytes).toString('utf8') }
      } catch (error) {
        if (error instanceof DomainError) return undefined
        throw error
      }
    },
  }
}
