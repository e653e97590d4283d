import type { Contents, OpenBook } from 'foliate-js/view.js'

export interface ChapterMark {
  label: string
  /** Where it begins, 0 to 1. */
  fraction: number
  href: string
}

/** Where the chapters of a book begin. Those that share a file begin where it does, and count once. */
export async function chapterMarks(book: OpenBook, fractions: readonly number[]): Promise<ChapterMark[]> {
  const marks = new Map<number, ChapterMark>()
  for (const { label, href } of topEntries(book.toc ?? [])) {
    if (!href || !label?.trim()) continue
    const index = (await Promise.resolve(book.resolveHref(href)).catch(() => null))?.index
    const fraction = index === undefined ? undefined : fractions[index]
    if (index === undefined || fraction === undefined || !Number.isFinite(fraction) || marks.has(index)) continue
    marks.set(index, { label: label.trim(), fraction: Math.min(1, fraction), href })
  }
  return [...marks.values()].sort((a, b) => a.fraction - b.fraction)
}

/** Books in parts have their chapters below: a bar with three marks would say little. */
function topEntries(contents: Contents[]): Contents[] {
  if (contents.length > 6) return contents
  return contents.flatMap((entry) => (entry.subitems?.length ? [entry, ...entry.subitems] : [entry]))
}

/** The chapter that a place lies in. */
export function chapterAt(marks: readonly ChapterMark[], fraction: number): ChapterMark | undefined {
  return marks.findLast((mark) => mark.fraction <= fraction + 1e-6)
}
