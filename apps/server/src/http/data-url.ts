import { invalid } from '#kernel/errors.ts'

/**
 * The bytes of a picture in a `data:` URL.
 * @throws invalid where it holds nothing
 */
export function decodeDataUrl(url: string): Uint8Array {
  const comma = url.indexOf(',')
  if (comma < 0) throw invalid('cover.data-url', 'the data: URL of the cover has no content')
  const content = url.slice(comma + 1)
  const bytes = /;\s*base64\s*$/i.test(url.slice(0, comma))
    ? Buffer.from(content, 'base64')
    : Buffer.from(decodeURIComponent(content), 'latin1')
  if (bytes.length === 0) throw invalid('cover.data-url', 'the data: URL of the cover has no content')
  return bytes
}
