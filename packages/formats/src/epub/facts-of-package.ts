import { type BookFacts, blankFacts } from '../facts.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { type MetadataElement, type PackageDocument, refinement } from './package-document.ts'
import { readCreators } from './read-creators.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { readSeries } from './read-series.ts'

/** What a package document says about its book. */
export function factsOfPackage(document: PackageDocument): BookFacts {
  const title = mainTitle(document)
  const facts: BookFacts = {
    ...blankFacts('epub'),
    title: title?.text ?? null,
    subtitle: tidyLine(titleOfType(document, 'subtitle')?.text),
    sortTitle: sortTitle(document, title),
    creators: readCreators(document),
    languages: texts(document, 'language', 20, 100),
    identifiers: readIdentifiers(document),
    publisher: texts(document, 'publisher', 1, 500)[0] ?? null,
    published: publicationDate(document),
    description: description(document),
    subjects: subjects(document),
    series: readSeries(document),
    direction: document.direction,
    isFixedLayout: isFixedLayout(document),
  }
  if (!document.isWellFormed)
    facts.warnings.push('The package document of the EPUB is not well-formed XML; what could be read was taken.')
  return facts
}

function elements(document: PackageDocument, name: string): MetadataElement[] {
  return document.metadata.filter((element) => element.name === name)
}

function texts(document: PackageDocument, name: string, most: number, longest: number): string[] {
  const found: string[] = []
  for (const element of document.metadata) {
    if (element.name !== name) continue
    const text = tidyLine(element.text, longest)
    if (text && !found.includes(text)) found.push(text)
    if (found.length === most) break
  }
  return found
}

function subjects(document: PackageDocument): string[] {
  const found = new Map<string, string>()
  for (const element of document.metadata) {
    if (element.name !== 'subject') continue
    const text = tidyLine(element.text, 500)
    if (text && !found.has(text.toLowerCase())) found.set(text.toLowerCase(), text)
    if (found.size === 200) break
  }
  return [...found.values()]
}

/** The title that calls itself the main one, else the first that has letters. */
function mainTitle(document: PackageDocument): MetadataElement | undefined {
  return titleOfType(document, 'main') ?? elements(document, 'title').find(({ text }) => text.trim())
}

function titleOfType(document: PackageDocument, type: string): MetadataElement | undefined {
  return elements(document, 'title').find(
    (element) => refinement(document, element, 'title-type')?.text.trim().toLowerCase() === type && element.text.trim(),
  )
}

function sortTitle(document: PackageDocument, title: MetadataElement | undefined): string | null {
  const stated = title && (refinement(document, title, 'file-as')?.text ?? title.attributes['file-as'])
  return tidyLine(stated ?? namedMeta(document, 'calibre:title_sort'))
}

/** Content of an EPUB 2 `meta name=…`. */
function namedMeta(document: PackageDocument, name: string): string | undefined {
  return document.metadata.find(({ attributes }) => attributes.name === name)?.attributes.content
}

/**
 * Publication first, then a date without a meaning of its own, then when the work first appeared. When somebody last touched the file
 * is no date of publication.
 */
function publicationDate(document: PackageDocument): string | null {
  const dates = elements(document, 'date').filter(({ text }) => text.trim())
  const ofEvent = (...events: string[]) =>
    dates.find(({ attributes }) => events.includes((attributes.event ?? '').toLowerCase().replaceAll('_', '-')))
  const issued = document.metadata.find(({ attributes }) => attributes.property === 'dcterms:issued')
  const order = [
    ofEvent('publication', 'published'),
    ofEvent(''),
    issued,
    ofEvent('original-publication', 'issued'),
    ofEvent('creation'),
  ]
  for (const element of order) {
    const date = normaliseDate(element?.text)
    if (date) return date
  }
  return null
}

function description(document: PackageDocument): string | null {
  for (const element of elements(document, 'description')) {
    const text = tidyText(element.text)
    if (text) return text
  }
  return null
}

function isFixedLayout(document: PackageDocument): boolean {
  const layout = document.metadata.find(
    ({ attributes }) => attributes.property === 'rendition:layout' && !attributes.refines,
  )
  return layout?.text.trim() === 'pre-paginated' || namedMeta(document, 'fixed-layout')?.trim().toLowerCase() === 'true'
}
