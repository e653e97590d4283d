import type { FoundAuthor, MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'
import { foldWords, sortName } from '#kernel/text.ts'
import type { Ask } from '../caller.ts'
import { readMarc } from './marc.ts'
import { authorsOf, collapse, workOfRecord } from './records.ts'

const PAGE = 100
const MOST_RECORDS = 1_000

/**
 * The German National Library by SRU (dnb.de/sru), for German books.
 * @param coversBase its host with pictures of covers
 */
export function dnb(ask: Ask, coversBase: string): MetadataProvider {
  const request = (query: string, maximumRecords: number, startRecord = 1) => ({
    path: '/sru/dnb',
    query: {
      operation: 'searchRetrieve',
      version: '1.1',
      recordSchema: 'MARC21-xml',
      maximumRecords,
      startRecord,
      query,
    },
  })

  const records = async (query: string, most: number, call?: ProviderCall) =>
    (await ask(request(query, most), (body) => readMarc(body).records, call)) ?? []

  const works = async (query: string, most: number, call?: ProviderCall) =>
    collapse((await records(query, most, call)).flatMap((record) => workOfRecord(record) ?? []))

  /** Everybody who wrote what was found, in the order in which they appear. */
  async function people(query: string, call?: ProviderCall): Promise<FoundAuthor[]> {
    const found = new Map<string, FoundAuthor>()
    for (const record of await records(query, PAGE, call)) {
      for (const { name, foreignId } of authorsOf(record)) {
        if (!foreignId) continue
        const known = found.get(foreignId)
        found.set(foreignId, known ? { ...known, workCount: (known.workCount ?? 0) + 1 } : authorOf(foreignId, name))
      }
    }
    return [...found.values()]
  }

  return {
    id: 'dnb',
    async searchAuthors(text, call) {
      const wanted = foldWords(text).split(' ')
      const found = await people(`per=${quoted(text)}`, call)
      return found.filter(({ name }) => wanted.some((word) => foldWords(name).split(' ').includes(word)))
    },
    searchBooks: (text, call) => works(`woe=${quoted(text)}`, 20, call),
    async author(foreignId, call) {
      const gnd = /^dnb:gnd:([\dX-]{5,20})$/.exec(foreignId)?.[1]
      const name = /^dnb:author:(.{1,200})$/.exec(foreignId)?.[1]?.replaceAll('-', ' ')
      if (!gnd && !name) return undefined
      const found = await people(gnd ? `nid=${quoted(gnd)}` : `per=${quoted(name ?? '')}`, call)
      return found.find((who) => who.foreignId === foreignId)
    },
    async worksOfAuthor({ name }, call) {
      const wanted = foldWords(name)
      const found = []
      for (let start = 1; start <= MOST_RECORDS; start += PAGE) {
        const answer = await ask(request(`per=${quoted(sortName(name))}`, PAGE, start), readMarc, call)
        found.push(...(answer?.records ?? []).flatMap((record) => workOfRecord(record) ?? []))
        if (!answer || start + PAGE > answer.total) break
      }
      return collapse(found.filter(({ work }) => work.authors.some((author) => foldWords(author.name) === wanted)))
    },
    async work(foreignId, call) {
      const id = /^dnb:([\dA-Za-z-]{1,30})$/.exec(foreignId)?.[1]
      return id ? (await works(`num=${quoted(id)}`, 5, call)).find((work) => work.foreignId === foreignId) : undefined
    },
    async byIsbn(isbn13, call) {
      const found = await works(`isbn=${quoted(isbn13)}`, 5, call)
      return found.find(({ isbns }) => isbns.includes(isbn13))
    },
    async coverByIsbn(isbn13, call) {
      const address = `${coversBase}/opac/mvb/cover?isbn=${isbn13}`
      const isThere = await ask({ method: 'HEAD', path: address }, () => true, call)
      return isThere ? address : undefined
    },
  }
}

/** A phrase of CQL; nothing in it can end it. */
const quoted = (text: string) =>
  `"${text
    .replace(/["\\*?^]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()}"`

const authorOf = (foreignId: string, name: string): FoundAuthor => ({
  provider: 'dnb',
  foreignId,
  name,
  alternateNames: [],
  description: '',
  disambiguation: '',
  imageUrl: null,
  ratingsCount: 0,
  averageRating: 0,
  workCount: 1,
})
