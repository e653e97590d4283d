const STORED = 'cover:'

/** Where a client finds the cover of a book: on this server by its content, or where it was said to be. */
export function coverAddress(urlBase: string, cover: string | null): string | null {
  return cover?.startsWith(STORED) ? `${urlBase}/api/covers/${cover.slice(STORED.length)}` : cover
}

export const coverHash = (cover: string | null): string | undefined =>
  cover?.startsWith(STORED) ? cover.slice(STORED.length) : undefined

/** The cover behind an address that coverAddress() gave, with or without host, base and size. */
export function coverOfAddress(address: string): string | undefined {
  const hash = /^(?:https?:\/\/[^/]+)?(?:\/[^?#]*)?\/api\/covers\/([0-9a-f]{64})(?:\?[^#]*)?$/.exec(address)?.[1]
  return hash === undefined ? undefined : STORED + hash
}
