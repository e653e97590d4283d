import type { PageFetcher } from '#domain/library/capture-port.ts'
import type { Outbound } from './outbound.ts'

/** Fetches what ordinary users name: the strictest policy. */
export function pageFetcher(outbound: Outbound): PageFetcher {
  return {
    async check(address) {
      await outbound.check(address, 'strict')
    },
    async fetch(address, { accept, ...limits }) {
      const { url, status, headers, bytes } = await outbound.request(address, {
        policy: 'strict',
        headers: { accept },
        ...limits,
      })
      return { url: url.href, status, contentType: headers['content-type'] ?? '', bytes }
    },
  }
}
