import { findCounterpart } from '@colophon/contract/web/counterparts.ts'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { address } from './address.ts'
import { call } from './call.ts'
import type { SignedIn } from './session.ts'

/** Readers ask for books; looking for them and downloading them is for members and administrators. */
export const mayAcquire = ({ role }: Pick<SignedIn, 'role'>): boolean => role !== 'reader'

/** Fewer letters find everything and nothing beyond this machine. */
export const LEAST_LETTERS = 2

/** What every query about wanted books and downloads begins with; a change asks for all of them anew. */
export const ACQUISITION = 'acquisition'

export const refreshAcquisition = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: [ACQUISITION] })

/**
 * Where a picture of a provider is shown from: always from this server, so that nobody else learns who looks at what.
 * Null where there is none.
 */
export function pictureAddress(imageUrl: string | null | undefined): string | null {
  if (!imageUrl) return null
  // What the server has taken over already stands below its prefix.
  return imageUrl.startsWith('/') ? imageUrl : `${address('/api/v1/images')}?url=${encodeURIComponent(imageUrl)}`
}

/** What a book or an author is called by the library and by the acquisition side. `name`: either of them. */
export const counterpart = (kind: 'books' | 'authors', name: string) =>
  queryOptions({
    queryKey: [ACQUISITION, 'counterpart', kind, name],
    queryFn: ({ signal }) => call(findCounterpart, { params: { kind, name } }, { signal }),
  })
