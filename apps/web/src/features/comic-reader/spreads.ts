export interface PageSize {
  width: number | null
  height: number | null
}

/** A page that is wider than tall is two pages already. */
export const isWide = ({ width, height }: PageSize) => width !== null && height !== null && width > height

/**
 * Which pages are seen together, by index: pairs but for the cover and for wide pages, which stand alone.
 * @param isCoverAlone false where the first page belongs beside the second
 */
export function spreadsOf(pages: readonly PageSize[], isCoverAlone: boolean): number[][] {
  const spreads: number[][] = []
  for (let index = 0; index < pages.length; ) {
    const page = pages[index]
    const next = pages[index + 1]
    const isAlone = !page || !next || isWide(page) || isWide(next) || (index === 0 && isCoverAlone)
    spreads.push(isAlone ? [index] : [index, index + 1])
    index += isAlone ? 1 : 2
  }
  return spreads
}

export const singles = (pages: readonly PageSize[]): number[][] => pages.map((_, index) => [index])

/**
 * Strips of a web comic: most pages are far taller than any sheet of paper. Of pages that are only
 * somewhat taller it takes three; no book has pages as tall as the tallest, and a chapter may be one of them.
 */
export function looksLikeStrip(pages: readonly PageSize[]): boolean {
  const known = pages.filter(({ width, height }) => width && height)
  const areMostAbove = (shape: number) =>
    known.filter(({ width, height }) => (height ?? 0) / (width ?? 1) > shape).length > known.length / 2
  return areMostAbove(3) || (known.length >= 3 && areMostAbove(2.2))
}
