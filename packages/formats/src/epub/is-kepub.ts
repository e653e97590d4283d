import type { ZipEntry } from '../zip/entries.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'

/** Enough packed bytes to get past the head of a chapter, into the first paragraph. */
const LOOK = 2048

/** Whether an EPUB carries Kobo's own markup: it says so in its name, or its first page has the spans. `fileName` in lower case. */
export function isKepub(zip: ZipArchive, fileName: string): boolean {
  if (/\.kepub(\.epub)?$/.test(fileName)) return true
  const page = firstPage(zip)
  if (!page) return false
  const start = zip.readStart(page, LOOK)
  return start.includes('koboSpan') || start.includes('id="book-columns"')
}

/** The navigation page is not converted by every tool, so any other page is better. */
function firstPage(zip: ZipArchive): ZipEntry | undefined {
  let nav: ZipEntry | undefined
  for (const entry of zip.entries) {
    if (!/\.x?html?$/i.test(entry.name)) continue
    if (!/(nav|toc|cover|title)[^/]*$/i.test(entry.name)) return entry
    nav ??= entry
  }
  return nav
}
