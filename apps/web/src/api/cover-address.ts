import { address } from './address.ts'

/**
 * Where a cover of the server lies in one of its two sizes. Null for covers that lie elsewhere: showing them would tell
 * somebody else what is being looked at.
 */
export function coverAddress(coverUrl: string | null, size: 'small' | 'large'): string | null {
  return coverUrl?.startsWith('/api/covers/') ? `${address(coverUrl)}?size=${size}` : null
}
