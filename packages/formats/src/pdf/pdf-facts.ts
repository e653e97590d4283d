import { type BookFacts, blankFacts, type Creator, type Identifier } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { isJunkAuthor, isJunkTitle } from './junk.ts'
import type { Xmp } from './xmp.ts'

/** The Info dictionary of a document, as far as it is about the book. */
export interface PdfInfo {
  Title?: unknown
  Author?: unknown
  Subject?: unknown
  Keywords?: unknown
  Language?: unknown
}

/**
 * Brings the two places together in which a PDF speaks of itself. Title and authors: the Info dictionary wins, because
 * that is what people edit and what other programs show. All else: XMP, which has a place for each.
 */
export function pdfFacts(info: PdfInfo, xmp: Xmp): BookFacts {
  const facts = blankFacts('pdf')
  const all = (property: string) => xmp.values.get(property) ?? []
  const first = (property: string) => all(property)[0] ?? null

  facts.title = titleOf([line(info.Title), first('title')], facts.warnings)
  facts.sortTitle = facts.title && first('title_sort')
  facts.subtitle = facts.title && first('subtitle')
  facts.creators = creatorsOf(line(info.Author), all('creator'), first('author_sort'), facts.warnings)
  facts.publisher = first('publisher')
  facts.published = normaliseDate(first('date') ?? first('publicationdate') ?? first('coverdate'))
  facts.description = first('description') ?? tidyText(line(info.Subject))
  facts.subjects = subjectsOf(all('subject'), line(info.Keywords) ?? first('keywords'))
  const language = line(info.Language)
  facts.languages = all('language').length > 0 ? all('language') : language ? [language] : []
  facts.identifiers = identifiersOf(xmp, [line(info.Subject), line(info.Keywords)])
  const series = first('series')
  if (series) facts.series = [{ name: series, position: first('series_index')?.replace(/\.0+$/, '') ?? null }]
  return facts
}

function titleOf(candidates: (string | null)[], warnings: string[]): string | null {
  for (const title of candidates) {
    if (!title) continue
    if (!isJunkTitle(title)) return title
    warnings.push(`The title “${title}” was filled in by a program and was left out.`)
  }
  return null
}

function creatorsOf(author: string | null, listed: string[], sort: string | null, warnings: string[]): Creator[] {
  // Where both say the same, the list knows better where one name ends.
  const isSame = author !== null && listed.length > 0 && listed.every((name) => author.includes(name))
  const names = (author && !isSame ? [author] : listed).flatMap(splitNames)
  const [kept, junk] = [names.filter((name) => !isJunkAuthor(name)), names.filter(isJunkAuthor)]
  for (const name of junk) warnings.push(`The author “${name}” was filled in by a program and was left out.`)
  return kept.map((name) => ({ name, sort: kept.length === 1 ? sort : null, role: 'author' }))
}

function splitNames(names: string): string[] {
  return names.split(/\s*;\s*|\s+&\s+/).filter(Boolean)
}

function subjectsOf(listed: string[], keywords: string | null): string[] {
  if (listed.length > 0) return listed
  const separator = keywords?.includes(';') ? ';' : ','
  return (keywords ?? '').split(separator).flatMap((subject) => tidyLine(subject, 200) ?? [])
}

function identifiersOf({ values, identifiers }: Xmp, remarks: (string | null)[]): Identifier[] {
  const found: Identifier[] = []
  const add = (scheme: string, value: string | undefined) => {
    if (value && !found.some((known) => known.scheme === scheme && known.value === value)) found.push({ scheme, value })
  }
  for (const text of [...(values.get('isbn') ?? []), ...(values.get('identifier') ?? [])])
    add('isbn', normaliseIsbn(text))
  for (const { scheme, value } of identifiers) add(scheme, scheme === 'isbn' ? normaliseIsbn(value) : value)
  for (const text of values.get('doi') ?? []) add('doi', text.replace(/^doi:\s*/i, ''))
  for (const remark of remarks) {
    const isbn = /\bISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?\d[\d -]{8,14}[\dXx])/i.exec(remark ?? '')?.[1]
    if (isbn) add('isbn', normaliseIsbn(isbn))
  }
  return found
}

function line(value: unknown): string | null {
  return typeof value === 'string' ? tidyLine(value) : null
}
