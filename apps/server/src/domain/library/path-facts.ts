/** What the place of a file below its library root says about the book (library contract 32.2). */
export interface PathFacts {
  title: string
  author: string | null
  series: { name: string; position: string } | null
}

const YEAR = /\s*\(\d{4}\)$/
const POSITION = /^(\d+(?:\.\d+)?)\.\s+/
const AUTHOR_DASH_TITLE = /^(.+?) - (.+)$/

/** `pride.kepub.epub` and `pride.fb2.zip` lose both endings. */
export const stemOf = (fileName: string) => fileName.replace(/\.(kepub\.epub|fb2\.zip|[^.]+)$/i, '') || fileName

/**
 * @param segments path below the root, file name last
 */
export function readPath(segments: string[]): PathFacts {
  const folders = segments.slice(0, -1)
  const raw = stemOf(segments.at(-1) ?? '')
  const [first, second] = folders

  if (first === undefined) {
    const split = AUTHOR_DASH_TITLE.exec(raw)
    if (split?.[1] && split[2]) return { author: split[1].trim(), title: cleanTitle(split[2]).title, series: null }
    return { author: null, title: cleanTitle(raw).title, series: null }
  }

  const split = AUTHOR_DASH_TITLE.exec(first)
  if (folders.length === 1 && split?.[1] && split[2]) {
    return { author: split[1].trim(), title: cleanTitle(split[2]).title, series: null }
  }

  const { title, position } = cleanTitle(withoutAuthor(raw, first))
  const inSeries = second !== undefined && position !== null && letters(second) !== letters(title)
  return { author: first.trim(), title, series: inSeries ? { name: second.trim(), position } : null }
}

/** `Jane Austen/Jane Austen - Emma.txt` says the author twice. */
function withoutAuthor(raw: string, author: string): string {
  const split = AUTHOR_DASH_TITLE.exec(raw)
  return split?.[1] && split[2] && letters(split[1]) === letters(author) ? split[2] : raw
}

function cleanTitle(raw: string): { title: string; position: string | null } {
  let title = raw.trim().replace(YEAR, '').trim()
  const dash = title.lastIndexOf(' - ')
  if (dash > 0 && looksLikePerson(title.slice(dash + 3))) title = title.slice(0, dash).trim()
  const position = POSITION.exec(title)?.[1] ?? null
  if (position !== null) title = title.replace(POSITION, '').trim()
  return { title: title || raw.trim(), position }
}

/** Two to four capitalised words without digits, the first no article. */
function looksLikePerson(text: string): boolean {
  const words = text.trim().split(/\s+/)
  if (words.length < 2 || words.length > 4 || /\d/.test(text)) return false
  if (/^(a|an|the)$/i.test(words[0] ?? '')) return false
  return words.every((word) => /^\p{Lu}/u.test(word))
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
