import { isBlank, placeInWords } from './annotation-rules.ts'
import type { Annotation } from './annotation-store.ts'

export interface ExportedBook {
  title: string
  authors: readonly string[]
}

/** What somebody made in a book as a Markdown text: a heading a chapter, passages as quotations. */
export function toMarkdown({ title, authors }: ExportedBook, all: readonly Annotation[]): string {
  const parts = [`# ${oneLine(title)}`]
  if (authors.length > 0) parts.push(oneLine(authors.join(', ')))
  let chapter: string | null = null
  for (const annotation of all) {
    if (annotation.chapter !== chapter && !isBlank(annotation.chapter))
      parts.push(`## ${oneLine(annotation.chapter ?? '')}`)
    chapter = annotation.chapter
    parts.push(entry(annotation))
  }
  return `${parts.join('\n\n')}\n`
}

function entry({ kind, quote, note, locator, fraction, created_at }: Annotation): string {
  const parts: string[] = []
  if (!isBlank(quote)) parts.push(quoted(quote ?? ''))
  if (!isBlank(note)) parts.push((note ?? '').trim())
  const place = placeInWords(locator, fraction)
  parts.push(
    `*${kind === 'bookmark' && place !== 'Bookmark' ? `Bookmark, ${place}` : place}, ${created_at.slice(0, 10)}*`,
  )
  return parts.join('\n\n')
}

const quoted = (text: string) =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
