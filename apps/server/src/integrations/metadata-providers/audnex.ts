import type { ProviderSettings } from '#domain/metadata/metadata-sources.ts'
import type { MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'
import { workOf } from './blank-work.ts'
import type { Ask } from './caller.ts'
import {
  amount,
  asin as asinOf,
  count,
  date,
  type Fields,
  fields,
  fieldsOf,
  isbns,
  line,
  objects,
  pictureAddress,
  prose,
} from './reading.ts'

export type AudibleRegion = NonNullable<ProviderSettings['audibleRegion']>

/** Audnexus (audnex.us): one audiobook by its ASIN. */
export function audnex(ask: Ask, region: AudibleRegion): MetadataProvider {
  async function byAsin(asin: string, call?: ProviderCall) {
    const id = asinOf(asin)
    if (!id) return undefined
    return ask({ path: `/books/${id}`, query: { region } }, (body) => workOfBook(fieldsOf(body)), call)
  }
  return {
    id: 'audnex',
    byAsin,
    work: async (foreignId, call) => (foreignId.startsWith('audnex:') ? byAsin(foreignId.slice(7), call) : undefined),
  }
}

function workOfBook(book: Fields) {
  const id = asinOf(book.asin)
  const title = line(book.title)
  if (!id || !title) return undefined
  const minutes = count(book.runtimeLengthMin)
  const places = [fields(book.seriesPrimary), fields(book.seriesSecondary)]
  return workOf({ provider: 'audnex', foreignId: `audnex:${id}` }, title, {
    subtitle: line(book.subtitle),
    description: prose(book.summary) || prose(book.description),
    authors: objects(book.authors).flatMap(({ name }) => personOf(name)),
    narrators: objects(book.narrators).flatMap(({ name }) => line(name) ?? []),
    releaseDate: date(book.releaseDate),
    imageUrl: pictureAddress(book.image),
    genres: objects(book.genres)
      .filter(({ type }) => type === 'genre')
      .flatMap(({ name }) => line(name) ?? [])
      .slice(0, 10),
    averageRating: amount(book.rating) ?? 0,
    language: line(book.language),
    mediaType: 'audiobook',
    durationSeconds: minutes && minutes * 60,
    asin: id,
    isbns: isbns(book.isbn),
    series: places.flatMap((place) => {
      const name = line(place.name)
      return name ? [{ foreignId: null, name, position: line(place.position) }] : []
    }),
  })
}

function personOf(value: unknown) {
  const name = line(value)
  return name ? [{ name, foreignId: null }] : []
}
