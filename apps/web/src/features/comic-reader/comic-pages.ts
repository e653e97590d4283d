import { type ComicPages, listComicPages, readComicPage } from '@colophon/contract/web/media.ts'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, call } from '#api/call.ts'

export function pagesOf(fileId: string) {
  return queryOptions({
    queryKey: ['comic', fileId],
    queryFn: ({ signal }) => call(listComicPages, { params: { fileId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface Comic {
  fileId: string
  list: ComicPages
}

/** Where a page lies, by index; no wider than needed where a width is given. */
export function pageAddress({ fileId, list }: Comic, index: number, width: number | null): string {
  const params = { fileId, number: String(index + 1) }
  return addressOf(readComicPage, { params, query: { version: list.version, width: width ?? undefined } })
}

/** Why a picture did not come, in the words of the server; empty where it did not answer at all. */
export async function reasonAt(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { credentials: 'same-origin' })
    const { error } = (await answer.json()) as { error?: unknown }
    return typeof error === 'string' ? error : ''
  } catch {
    return ''
  }
}

/** What the screen can show of a page that fills its width; null for all of it. */
export function neededWidth(viewportWidth: number, isSpread: boolean): number | null {
  const width = Math.ceil((viewportWidth * Math.min(devicePixelRatio, 2)) / (isSpread ? 2 : 1))
  return width > 2000 ? null : Math.max(640, width)
}
