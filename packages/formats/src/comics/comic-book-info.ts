import { toPlace } from '../epub/read-series.ts'
import type { Creator } from '../facts.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import type { ComicFacts } from './comic-facts.ts'
import { dateOf } from './comic-info.ts'

type Json = Record<string, unknown>

/** Reads the JSON that ComicBookLover writes into the comment of the archive; `undefined` when it is something else. */
export function parseComicBookInfo(comment: Buffer): ComicFacts | undefined {
  if (comment.length < 20 || !comment.includes('ComicBookInfo')) return undefined
  const info = comicBookInfo(comment.toString('utf8'))
  if (!info) return undefined
  const place = toPlace(text(info.series), text(info.issue))
  return {
    title: tidyLine(text(info.title)),
    series: place ? [place] : [],
    creators: Array.isArray(info.credits) ? info.credits.flatMap(toCreator) : [],
    description: tidyText(text(info.comments)),
    publisher: tidyLine(text(info.publisher), 500),
    published: dateOf(text(info.publicationYear), text(info.publicationMonth), undefined),
    languages: [text(info.language)].filter((language) => language !== undefined),
    subjects: [text(info.genre), ...(Array.isArray(info.tags) ? info.tags.map(text) : [])].filter(
      (tag) => tag !== undefined,
    ),
    identifiers: [],
    isRightToLeft: false,
    frontCover: null,
  }
}

function comicBookInfo(json: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(json)
    const info = isObject(parsed) ? parsed['ComicBookInfo/1.0'] : undefined
    return isObject(info) ? info : undefined
  } catch {
    return undefined
  }
}

function toCreator(credit: unknown): Creator[] {
  if (!isObject(credit)) return []
  const name = tidyLine(text(credit.person), 500)
  const role = (text(credit.role) ?? '').toLowerCase()
  if (!name) return []
  if (/writer/.test(role)) return [{ name, sort: null, role: 'author' }]
  if (/artist|pencil|ink|colou?r|cover/.test(role)) return [{ name, sort: null, role: 'illustrator' }]
  return [
    { name, sort: null, role: /editor/.test(role) ? 'editor' : /translat/.test(role) ? 'translator' : 'contributor' },
  ]
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() ? value.trim() : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
