import type { FoundWork, MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'
import { unavailable } from '#kernel/errors.ts'
import { foldWords } from '#kernel/text.ts'
import { workOf } from '../blank-work.ts'
import type { Ask, Verdict } from '../caller.ts'
import {
  amount,
  count,
  date,
  type Fields,
  fields,
  fieldsOf,
  isbns,
  line,
  lines,
  objects,
  pictureAddress,
  prose,
} from '../reading.ts'

const PATH = '/books/v1/volumes'

/** Google Books (developers.google.com/books/docs/v1), for descriptions and categories. It answers to keys alone. */
export function googleBooks(ask: Ask, apiKey: string): MetadataProvider {
  const secretQuery = { key: apiKey }

  const search = async (q: string, call?: ProviderCall): Promise<FoundWork[]> =>
    (await ask(
      { path: PATH, query: { q, maxResults: 20 }, secretQuery },
      (body) => objects(fieldsOf(body).items).flatMap((item) => workOfVolume(item) ?? []),
      call,
    )) ?? []

  return {
    id: 'googlebooks',
    searchBooks: search,
    async work(foreignId, call) {
      const volume = /^gb:([\w-]{1,40})$/.exec(foreignId)?.[1]
      if (!volume) return undefined
      return ask({ path: `${PATH}/${volume}`, secretQuery }, (body) => workOfVolume(fieldsOf(body)), call)
    },
    async worksOfAuthor({ name }, call) {
      const wanted = foldWords(name)
      const found = await search(`inauthor:"${quoted(name)}"`, call)
      return found.filter(({ authors }) => authors.some((author) => foldWords(author.name) === wanted))
    },
    async byIsbn(isbn13, call) {
      const found = await search(`isbn:${isbn13}`, call)
      return found.find(({ isbns }) => isbns.includes(isbn13))
    },
  }
}

const quoted = (text: string) => text.replace(/["\\]/g, ' ').trim()

function workOfVolume(volume: Fields): FoundWork | undefined {
  const id = line(volume.id)
  const info = fields(volume.volumeInfo)
  const title = line(info.title)
  if (!id || !title) return undefined
  const numbers = objects(info.industryIdentifiers).filter(({ type }) => type === 'ISBN_13' || type === 'ISBN_10')
  const categories = lines(info.categories, 30).flatMap((path) => path.split('/').map((part) => part.trim()))
  return workOf({ provider: 'googlebooks', foreignId: `gb:${id}` }, title, {
    subtitle: line(info.subtitle),
    description: prose(info.description),
    authors: lines(info.authors, 20).map((name) => ({ name, foreignId: null })),
    releaseDate: date(info.publishedDate),
    imageUrl: largest(fields(info.imageLinks)),
    genres: [...new Set(categories)].slice(0, 10),
    averageRating: amount(info.averageRating) ?? 0,
    ratingsCount: count(info.ratingsCount) ?? 0,
    // A volume is one publication; what it calls `un` it does not know.
    language: line(info.language)?.replace(/^un$/, '') || null,
    isbns: isbns(numbers.map(({ identifier }) => identifier)),
    pages: count(info.pageCount),
  })
}

/** The largest picture that it offers, over TLS, without the drawn page corner and not as a thumbnail. */
function largest(links: Fields): string | null {
  const sizes = ['extraLarge', 'large', 'medium', 'small', 'thumbnail', 'smallThumbnail']
  const address = sizes.map((size) => pictureAddress(links[size])).find((found) => found !== null)
  if (!address) return null
  const url = new URL(address)
  url.protocol = 'https:'
  url.searchParams.delete('edge')
  if (['1', '5'].includes(url.searchParams.get('zoom') ?? '')) url.searchParams.set('zoom', '3')
  return url.href
}

/**
 * What refusals of Google mean: the quota of a day ends at midnight in California, and a key that is wrong stays wrong.
 */
export function judgeGoogle(status: number, body: string, untilMidnight: () => number): Verdict | undefined {
  if (status !== 400 && status !== 403 && status !== 429) return undefined
  const { message, reason } = reasonOf(body)
  if (reason === 'dailyLimitExceeded' || (reason === 'rateLimitExceeded' && /per day/i.test(message))) {
    return { kind: 'closed', forMs: untilMidnight() }
  }
  if (status === 429) return undefined
  const what = /key/i.test(message) ? 'does not accept its key; look at it in the settings' : `refused: ${message}`
  return { kind: 'error', error: unavailable('provider.refused', `Google Books ${what}`) }
}

function reasonOf(body: string): { message: string; reason: string | null } {
  try {
    const error = fields(fieldsOf(body).error)
    return { message: line(error.message) ?? 'no reason given', reason: line(objects(error.errors)[0]?.reason) }
  } catch {
    return { message: 'no reason given', reason: null }
  }
}

/** Milliseconds until the next midnight in California. */
export function untilPacificMidnight(now: Date): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Los_Angeles',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  const part = Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, Number(value)]))
  return 86_400_000 - ((part.hour ?? 0) * 3600 + (part.minute ?? 0) * 60 + (part.second ?? 0)) * 1000
}
