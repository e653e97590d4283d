import type { PictureFetcher } from '#domain/metadata/picture-ports.ts'
import type { Outbound } from './outbound.ts'

/** Fetches what answers of others name: the strictest policy. */
export function pictureFetcher(outbound: Outbound): PictureFetcher {
  return {
    fetch: (address, limits) =>
      outbound.request(address, { policy: 'strict', headers: { accept: 'image/*' }, ...limits }),
  }
}
