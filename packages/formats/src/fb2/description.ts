import { toPlace } from '../epub/read-series.ts'
import { type BookFacts, blankFacts, type Creator, UnreadableBook } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyLine } from '../text/tidy.ts'
import { walkXml } from '../xml/walk-xml.ts'

export interface Fb2Description {
  title: string
  authors: string[]
  translators: string[]
  genres: string[]
  keywords: string
  language: string
  annotation: string
  sequences: { name: string; position: string | undefined }[]
  date: string
  publisher: string
  year: string
  isbn: string
  documentId: string
  coverId: string | undefined
}

const PERSON = new Set(['first-name', 'middle-name', 'last-name', 'nickname'])
/** Elements of the annotation that mean something in HTML; others are unwrapped. */
const MARKUP: Record<string, string> = {
  p: 'p',
  emphasis: 'em',
  strong: 'strong',
  'empty-line': 'br',
  subtitle: 'h4',
  cite: 'blockquote',
}

/**
 * Reads what stands in `<description>`: the work, its publication and its file.
 * @throws {UnreadableBook} when there is no FictionBook
 */
export function parseDescription(xml: string): Fb2Description {
  const found: Fb2Description = {
    title: '',
    authors: [],
    translators: [],
    genres: [],
    keywords: '',
    language: '',
    annotation: '',
    sequences: [],
    date: '',
    publisher: '',
    year: '',
    isbn: '',
    documentId: '',
    coverId: undefined,
  }
  const path: string[] = []
  let person: Record<string, string> = {}
  let isFictionBook = false
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'fictionbook') isFictionBook = true
      if (name === 'body') return false
      path.push(name)
      const section = path[2]
      const part = path[3]
      if (name === 'author' || name === 'translator') person = {}
      else if (name === 'sequence' && (section === 'title-info' || section === 'publish-info')) {
        found.sequences.push({ name: attributes.name ?? '', position: attributes.number })
      } else if (name === 'image' && part === 'coverpage' && section === 'title-info')
        found.coverId ??= attributes.href?.replace(/^#/, '')
      else if (name === 'date' && section === 'title-info') found.date = attributes.value ?? ''
      else if (part === 'annotation' && section === 'title-info' && MARKUP[name])
        found.annotation += `<${MARKUP[name]}>`
      return undefined
    },
    text(text) {
      const [, , section, part, field] = path
      if (section === 'title-info') {
        if (part === 'annotation') found.annotation += escapeHtml(text)
        else if (field && PERSON.has(field) && path.length === 5) person[field] = (person[field] ?? '') + text
        else if (part === 'genre') found.genres.push(text)
        else if (part === 'book-title') found.title += text
        else if (part === 'lang') found.language += text
        else if (part === 'keywords') found.keywords += text
        else if (part === 'date' && found.date === '') found.date += text.trim()
      } else if (section === 'publish-info') {
        if (part === 'publisher') found.publisher += text
        else if (part === 'year') found.year += text
        else if (part === 'isbn') found.isbn += text
      } else if (section === 'document-info' && part === 'id') found.documentId += text
    },
    close(name) {
      if (path[2] === 'title-info') {
        if (path.length === 4 && name === 'author') found.authors.push(personName(person))
        else if (path.length === 4 && name === 'translator') found.translators.push(personName(person))
        else if (path[3] === 'annotation' && MARKUP[name] && name !== 'empty-line')
          found.annotation += `</${MARKUP[name]}>`
      }
      path.pop()
      return undefined
    },
  })
  if (!isFictionBook) throw new UnreadableBook('damaged', 'The file is no FictionBook.')
  return found
}

export function factsOfDescription(description: Fb2Description, format: 'fb2' | 'fbz'): BookFacts {
  const isbn = description.isbn.split(/[,;]/).map(normaliseIsbn).find(Boolean)
  const keywords = description.keywords.split(/[,;]/)
  return {
    ...blankFacts(format),
    title: tidyLine(description.title),
    creators: [...toCreators(description.authors, 'author'), ...toCreators(description.translators, 'translator')],
    languages: [tidyLine(description.language, 100)].filter((language) => language !== null),
    identifiers: [
      ...(isbn ? [{ scheme: 'isbn', value: isbn }] : []),
      ...(description.documentId.trim() ? [{ scheme: 'fb2', value: description.documentId.trim() }] : []),
    ],
    publisher: tidyLine(description.publisher, 500),
    published: normaliseDate(description.year) ?? normaliseDate(description.date),
    description: annotationText(description.annotation),
    subjects: uniqueLines([...description.genres, ...keywords]),
    series: description.sequences.flatMap(({ name, position }) => toPlace(name, position) ?? []),
  }
}

function toCreators(names: string[], role: Creator['role']): Creator[] {
  return uniqueLines(names).map((name) => ({ name, sort: null, role }))
}

function personName(person: Record<string, string>): string {
  const name = ['first-name', 'middle-name', 'last-name'].map((part) => person[part]?.trim()).filter(Boolean)
  return name.length > 0 ? name.join(' ') : (person.nickname ?? '')
}

function annotationText(html: string): string | null {
  return html.replace(/<[^>]*>/g, '').trim() ? html.trim() : null
}

function uniqueLines(texts: string[]): string[] {
  const found = new Map<string, string>()
  for (const text of texts) {
    const line = tidyLine(text, 500)
    if (line) found.set(line.toLowerCase(), line)
  }
  return [...found.values()]
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}
