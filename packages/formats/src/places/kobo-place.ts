import type { DocumentPlaces } from '../kepub/convert-document.ts'
import type { Anchor } from './anchor.ts'

/** The place of a span of a converted page in the original; undefined for an id that the page has not. */
export function anchorOfSpan({ spans }: DocumentPlaces, id: string): Anchor | undefined {
  const span = spans.find(([spanId]) => spanId === id)
  return span && { node: span[1], offset: span[2] }
}

/** The span that holds a place, or the first one after it; undefined in a page without spans. */
export function spanOfAnchor({ spans }: DocumentPlaces, { node, offset }: Anchor): string | undefined {
  let found: string | undefined
  for (const [id, spanNode, start] of spans) {
    if (spanNode > node || (spanNode === node && start > offset)) return found ?? id
    found = id
  }
  return found
}

/** The document that a reader means by a path: as it stands, without its folders at the front, or by its name alone. */
export function findDocument<Document extends { path: string }>(
  documents: readonly Document[],
  source: string,
): Document | undefined {
  const bare = decode(source.replace(/#.*$/s, '')).replace(/^\/+/, '')
  const name = bare.slice(bare.lastIndexOf('/') + 1)
  return (
    documents.find(({ path }) => path === bare) ??
    documents.find(({ path }) => path.endsWith(`/${bare}`) || bare.endsWith(`/${path}`)) ??
    documents.find(({ path }) => path.slice(path.lastIndexOf('/') + 1) === name)
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
