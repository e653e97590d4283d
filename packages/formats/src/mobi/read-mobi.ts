import { openBookFile } from '../bytes/book-file.ts'
import { MAX_COVER_BYTES, toCover } from '../cover/to-cover.ts'
import { blankFacts, type CoverPicture, type Format, type ReadBook } from '../facts.ts'
import { normaliseDate } from '../text/dates.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { decodeEntities } from '../xml/entities.ts'
import { languageOfLocale } from './language-of-locale.ts'
import { mobiCreators } from './mobi-creators.ts'
import { type MobiHeader, readMobiHeader } from './mobi-header.ts'
import { mobiIdentifiers } from './mobi-identifiers.ts'
import { PalmDatabase } from './palm-database.ts'

/** Numbers of the extended header: https://wiki.mobileread.com/wiki/MOBI#EXTH_Header */
const exth = {
  author: 100,
  publisher: 101,
  description: 103,
  isbn: 104,
  subject: 105,
  published: 106,
  contributor: 108,
  source: 112,
  asin: 113,
  fixedLayout: 122,
  coverAddress: 129,
  cover: 201,
  thumbnail: 202,
  title: 503,
  otherAsin: 504,
  titleSort: 508,
  authorSort: 517,
  language: 524,
  writingMode: 525,
  direction: 527,
} as const

/** The header record holds the header, the extended header and the title; more than this is none of them. */
const MAX_HEADER_RECORD = 1 << 20

/**
 * Reads a Kindle book (MOBI, AZW, AZW3) by position: its header and its cover, never its text.
 * Throws `UnreadableBook`: `truncated`, `damaged`, `wrong-type`.
 */
export async function readMobi(path: string, { cover, format }: { cover: boolean; format: Format }): Promise<ReadBook> {
  const file = openBookFile(path)
  try {
    const database = new PalmDatabase(file)
    const header = readMobiHeader(database.read(0, MAX_HEADER_RECORD))
    const facts = factsOf(header, database.name, format)
    return { facts, cover: cover ? readCover(database, header, facts.warnings) : null }
  } finally {
    file.close()
  }
}

function factsOf(header: MobiHeader, databaseName: string, format: Format) {
  const decoder = new TextDecoder(header.encoding)
  const texts = (id: number) => (header.extended.get(id) ?? []).map((value) => decodeEntities(decoder.decode(value)))
  const lines = (id: number) => texts(id).flatMap((text) => tidyLine(text) ?? [])
  const line = (id: number) => lines(id)[0] ?? null

  const facts = blankFacts(format)
  facts.title = line(exth.title) ?? tidyLine(decodeEntities(decoder.decode(header.fullName))) ?? tidyLine(databaseName)
  facts.sortTitle = line(exth.titleSort)
  facts.creators = mobiCreators(lines(exth.author), lines(exth.authorSort), lines(exth.contributor))
  facts.publisher = line(exth.publisher)
  facts.published = normaliseDate(line(exth.published))
  // Not decoded: the description may hold HTML, in which references mean something.
  facts.description = tidyText(
    (header.extended.get(exth.description) ?? []).map((value) => decoder.decode(value)).join('\n'),
  )
  facts.subjects = lines(exth.subject).flatMap((subject) => subject.split(/\s*;\s*/).filter(Boolean))
  facts.identifiers = mobiIdentifiers({
    isbns: lines(exth.isbn),
    asins: [...lines(exth.asin), ...lines(exth.otherAsin)],
    sources: lines(exth.source),
  })
  const language = line(exth.language) ?? languageOfLocale(header.locale)
  facts.languages = language ? [language] : []
  facts.direction = directionOf(line(exth.direction), line(exth.writingMode))
  facts.isFixedLayout = line(exth.fixedLayout) === 'true'
  if (header.encryption !== 0) facts.drm = format === 'mobi' ? 'Mobipocket DRM' : 'Kindle DRM'
  return facts
}

function directionOf(direction: string | null, writingMode: string | null): 'ltr' | 'rtl' | null {
  if (direction === 'rtl' || writingMode?.endsWith('-rl')) return 'rtl'
  return direction === 'ltr' || writingMode?.endsWith('-lr') ? 'ltr' : null
}

/** Pictures are counted from the first picture record on. The thumbnail is better than nothing. */
function readCover(database: PalmDatabase, header: MobiHeader, warnings: string[]): CoverPicture | null {
  if (header.firstPicture === null) return null
  const places = [number(header, exth.cover), embedded(header), number(header, exth.thumbnail)]
  for (const place of places) {
    if (place === undefined) continue
    const outcome = toCover(database.read(header.firstPicture + place, MAX_COVER_BYTES + 1))
    if (outcome.cover) return outcome.cover
    if (!warnings.includes(outcome.reason)) warnings.push(outcome.reason)
  }
  return null
}

function number({ extended }: MobiHeader, id: number): number | undefined {
  const value = extended.get(id)?.[0]
  const place = value?.length === 4 ? value.readUInt32BE(0) : undefined
  return place === 0xffffffff ? undefined : place
}

/** `kindle:embed:000A`: the tenth embedded part, in base 32, counted from one. */
function embedded({ extended }: MobiHeader): number | undefined {
  const address = extended.get(exth.coverAddress)?.[0]?.toString('latin1', 0, 40)
  const digits = /^kindle:embed:([0-9A-V]{1,4})/.exec(address ?? '')?.[1]
  return digits ? Number.parseInt(digits, 32) - 1 : undefined
}
