import type { Chapter, Creator, SeriesPlace } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { languageTag } from './language-name.ts'
import { parseSeries } from './series-of-tags.ts'

/** What people and other programs keep in files beside the tracks. What they do not say is empty. */
export interface SidecarFacts {
  title: string | null
  subtitle: string | null
  authors: Creator[]
  narrators: Creator[]
  series: SeriesPlace[]
  subjects: string[]
  published: string | null
  publisher: string | null
  description: string | null
  isbn: string | null
  asin: string | null
  language: string | null
  chapters: Chapter[]
}

/**
 * Reads the texts beside an audiobook by lower-case name: `metadata.json` and `metadata.abs` of Audiobookshelf,
 * `desc.txt`, `reader.txt`. What cannot be read counts as not there.
 */
export function readSidecars(sidecars: Record<string, string>): SidecarFacts {
  const json = sidecars['metadata.json']
  const abs = sidecars['metadata.abs']
  const facts = fromRecord(json ? parseJson(json) : abs ? parseAbs(abs) : {})
  facts.description = tidyText(sidecars['desc.txt']) ?? facts.description
  if (facts.narrators.length === 0) facts.narrators = people(sidecars['reader.txt'], 'narrator')
  return facts
}

type Unsure = Record<string, unknown>

function parseJson(text: string): Unsure {
  try {
    const value: unknown = JSON.parse(text)
    const whole = isRecord(value) ? value : {}
    // Older versions of Audiobookshelf put most of it one level down.
    return isRecord(whole.metadata) ? { ...whole, ...whole.metadata } : whole
  } catch {
    return {}
  }
}

/** Lines `key=value` up to the first section; of the sections only the description is of use. */
function parseAbs(text: string): Unsure {
  const [head = '', ...sections] = text.split(/^\[(?=[A-Z]+\]\s*$)/m)
  const record: Unsure = {}
  for (const line of head.split('\n')) {
    const [, key, value] = /^(\w+)=(.*)$/.exec(line.trim()) ?? []
    if (key && value) record[key] = value
  }
  const description = sections.find((section) => section.startsWith('DESCRIPTION]'))
  if (description) record.description = description.slice(description.indexOf('\n') + 1)
  return record
}

function fromRecord(record: Unsure): SidecarFacts {
  const line = (key: string) => (typeof record[key] === 'number' ? String(record[key]) : text(record[key]))
  return {
    title: line('title'),
    subtitle: line('subtitle'),
    authors: people(record.authors, 'author'),
    narrators: people(record.narrators, 'narrator'),
    series: texts(record.series).flatMap(parseSeries),
    subjects: [...new Set([...texts(record.genres), ...texts(record.tags)])],
    published: normaliseDate(line('publishedDate') ?? line('publishedYear')),
    publisher: line('publisher'),
    description: typeof record.description === 'string' ? tidyText(record.description) : null,
    isbn: normaliseIsbn(line('isbn') ?? '') ?? null,
    asin: line('asin'),
    language: languageTag(line('language') ?? '') || null,
    chapters: Array.isArray(record.chapters) ? record.chapters.slice(0, 10_000).flatMap(chapter) : [],
  }
}

function people(value: unknown, role: 'author' | 'narrator'): Creator[] {
  return texts(value).map((name) => ({ name, sort: null, role }))
}

/** A list, or one text with commas between its parts; of objects the name. */
function texts(value: unknown): string[] {
  const parts =
    typeof value === 'string' ? value.split(/\s*[,;\n]\s*/) : Array.isArray(value) ? value.slice(0, 500) : []
  return parts.flatMap((part) => {
    if (!isRecord(part)) return text(part) ?? []
    const name = text(part.name)
    const sequence = text(part.sequence)
    return name ? (sequence ? `${name} #${sequence}` : name) : []
  })
}

function chapter(value: unknown, index: number): Chapter[] {
  if (!isRecord(value) || typeof value.start !== 'number' || !(value.start >= 0)) return []
  const end = typeof value.end === 'number' && value.end > value.start ? value.end : null
  return [{ title: text(value.title) ?? `Chapter ${index + 1}`, startSeconds: value.start, endSeconds: end }]
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? tidyLine(value) : null
}

function isRecord(value: unknown): value is Unsure {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
