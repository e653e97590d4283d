import { MAX_COVER_BYTES, toCover } from '../cover/to-cover.ts'
import { type BookFacts, blankFacts, type Creator, type Format, type ReadBook, UnreadableBook } from '../facts.ts'
import { decodeXml } from '../text/decode.ts'
import type { ComicArchive, ComicEntry } from './comic-archive.ts'
import { parseComicBookInfo } from './comic-book-info.ts'
import { type ComicFacts, mergeComicFacts } from './comic-facts.ts'
import { parseComicInfo } from './comic-info.ts'
import { parseMetronInfo } from './metron-info.ts'
import { comparePageNames, isJunkName, isPageName } from './page-names.ts'

const MAX_INFO_BYTES = 4 * 1024 * 1024

/**
 * Reads a comic from its archive: pages in natural order, what the descriptions inside say, and the front cover or first page.
 * @throws {UnreadableBook} when it holds no pictures
 */
export async function readComic(archive: ComicArchive, options: { cover: boolean; format: Format }): Promise<ReadBook> {
  const pages = pagesOf(archive.entries)
  if (pages.length === 0) throw new UnreadableBook('wrong-type', 'The archive holds no pictures, so it is no comic.')
  const said = mergeComicFacts(await readDescriptions(archive))
  const isLocked = pages.every((page) => page.isEncrypted)
  const facts: BookFacts = {
    ...blankFacts(options.format),
    title: said.title,
    creators: unique(said.creators),
    languages: said.languages,
    identifiers: said.identifiers,
    publisher: said.publisher,
    published: said.published,
    description: said.description,
    subjects: said.subjects,
    series: said.series,
    pages: pages.length,
    direction: said.isRightToLeft ? 'rtl' : null,
    drm: isLocked ? 'Password' : null,
  }
  const cover = options.cover && !isLocked ? await coverOf(archive, pages, said.frontCover) : null
  facts.warnings = archive.warnings
  return { facts, cover }
}

/** The pages in the order in which they are read. */
export function pagesOf(entries: readonly ComicEntry[]): ComicEntry[] {
  return entries
    .filter(({ name, size }) => size > 0 && isPageName(name))
    .sort((a, b) => comparePageNames(a.name, b.name))
}

async function readDescriptions(archive: ComicArchive): Promise<ComicFacts[]> {
  const comicInfo = shallowest(archive.entries, /(^|\/)comicinfo\.xml$/i)
  const metronInfo = shallowest(archive.entries, /(^|\/)metroninfo\.xml$/i)
  const names = [comicInfo, metronInfo].filter((name) => name !== undefined)
  const contents = names.length > 0 ? await archive.read(names, MAX_INFO_BYTES) : new Map<string, Buffer>()
  const descriptions: ComicFacts[] = []
  const take = (name: string | undefined, parse: (xml: string) => ComicFacts) => {
    const bytes = name && contents.get(name)
    if (bytes) descriptions.push(parse(decodeXml(bytes)))
  }
  take(comicInfo, parseComicInfo)
  take(metronInfo, parseMetronInfo)
  const commented = archive.comment && parseComicBookInfo(archive.comment)
  if (commented) descriptions.push(commented)
  return descriptions
}

function shallowest(entries: readonly ComicEntry[], pattern: RegExp): string | undefined {
  const names = entries.filter(({ name }) => pattern.test(name) && !isJunkName(name)).map(({ name }) => name)
  return names.sort((a, b) => a.split('/').length - b.split('/').length)[0]
}

/** The page that is named the front cover, else the first that is a picture by its content. */
async function coverOf(archive: ComicArchive, pages: ComicEntry[], frontCover: number | null) {
  const named = frontCover === null ? undefined : pages[frontCover]
  const candidates = [named, ...pages.slice(0, 2)].filter((page) => page !== undefined && !page.isEncrypted)
  for (const page of candidates) {
    const { name } = page as ComicEntry
    const bytes = (await archive.read([name], MAX_COVER_BYTES)).get(name)
    if (!bytes) continue
    const outcome = toCover(bytes)
    if (outcome.cover) return outcome.cover
    archive.warnings.push(outcome.reason)
  }
  return null
}

function unique(creators: Creator[]): Creator[] {
  const seen = new Set<string>()
  return creators.filter(({ name, role }) => {
    const key = `${role} ${name.toLowerCase()}`
    return !seen.has(key) && seen.add(key)
  })
}
