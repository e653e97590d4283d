import type {
  FoundAuthor,
  FoundEdition,
  FoundPerson,
  FoundSeries,
  FoundSeriesPlace,
  FoundWork,
  MediaKind,
} from '#domain/metadata/provider.ts'
import { workOf } from '../blank-work.ts'
import {
  amount,
  asin,
  count,
  date,
  type Fields,
  fields,
  fieldsOf,
  isbn10,
  isbns,
  isTrue,
  items,
  line,
  lines,
  objects,
  pictureAddress,
  prose,
} from '../reading.ts'

const EDITION_LANGUAGE = 'language { language code3 }'
export const WORK_FIELDS = `id title subtitle slug description release_date release_year rating ratings_count users_count
  pages audio_seconds compilation canonical_id default_audio_edition_id default_ebook_edition_id image { url }
  contributions { contribution author { id name slug } }
  book_series(order_by: {position: asc}) { position details series { id name } }
  taggings(limit: 20) { tag { tag tag_category { category } } }
  default_physical_edition { id isbn_10 isbn_13 ${EDITION_LANGUAGE} }
  default_ebook_edition { id isbn_10 isbn_13 ${EDITION_LANGUAGE} }
  default_audio_edition { id asin isbn_13 ${EDITION_LANGUAGE} }`
export const EDITION_FIELDS = `id title isbn_10 isbn_13 asin publisher { name } release_date physical_format edition_format
  pages audio_seconds ${EDITION_LANGUAGE} reading_format { format } image { url }`

const idOf = (thing: Fields): string | null => line(thing.slug) ?? line(thing.id)

/** Roles that make somebody an author; that of the main one is nearly always left open. */
const isAuthorRole = (role: unknown) => /^(author)?$/i.test(line(role) ?? '')

/** Hits of the search engine, which come as an object or as its text. */
export function documentsOf(data: Fields): Fields[] {
  const { results } = fields(data.search)
  const found = typeof results === 'string' ? fieldsOf(results) : fields(results)
  return objects(found.hits).map((hit) => fields(hit.document))
}

export function authorOf(who: Fields): FoundAuthor | undefined {
  const id = idOf(who)
  const name = line(who.name)
  if (!id || !name) return undefined
  return {
    provider: 'hardcover',
    foreignId: `hc:${id}`,
    name,
    alternateNames: lines(who.alternate_names, 50),
    description: prose(who.bio),
    disambiguation: lines(who.books)[0] ?? line(who.born_year) ?? '',
    imageUrl: pictureAddress(fields(who.image).url),
    ratingsCount: 0,
    averageRating: 0,
    workCount: count(who.books_count),
  }
}

export function workOfBook(book: Fields): FoundWork | undefined {
  const id = idOf(book)
  const title = line(book.title)
  if (!id || !title) return undefined
  const audio = fields(book.default_audio_edition)
  const ebook = fields(book.default_ebook_edition)
  const paper = fields(book.default_physical_edition)
  const languages = [ebook, paper, audio].flatMap((edition) => languageOf(edition) ?? [])
  return workOf({ provider: 'hardcover', foreignId: `hc:${id}` }, title, {
    subtitle: line(book.subtitle),
    description: prose(book.description),
    ...peopleOf(book),
    releaseDate: date(book.release_date) ?? date(book.release_year),
    imageUrl: pictureAddress(fields(book.image).url),
    genres: genresOf(book),
    averageRating: amount(book.rating) ?? 0,
    ratingsCount: count(book.ratings_count) ?? 0,
    language: languages[0] ?? null,
    editionLanguages: languages,
    mediaType: mediaOf(audio, ebook, paper, book),
    durationSeconds: count(book.audio_seconds),
    asin: asin(audio.asin),
    isbns: isbns(book.isbns, paper.isbn_13, paper.isbn_10, ebook.isbn_13, ebook.isbn_10, audio.isbn_13),
    pages: count(book.pages),
    series: seriesOf(book),
    isCompilation: isTrue(book.compilation),
  })
}

/** A hit of the search is shaped otherwise than a book, and knows other things. */
export function workOfDocument(document: Fields): FoundWork | undefined {
  const work = workOfBook(document)
  if (!work) return undefined
  const hasAudio = isTrue(document.has_audiobook)
  const hasEbook = isTrue(document.has_ebook)
  const name = line(document.featured_series)
  const named = lines(document.author_names).map((author) => ({ name: author, foreignId: null }))
  return {
    ...work,
    authors: work.authors.length > 0 ? work.authors : named,
    genres: tidyGenres(lines(document.genres)),
    mediaType: hasAudio ? (hasEbook ? 'both' : 'audiobook') : 'ebook',
    series: name ? [{ foreignId: null, name, position: line(document.featured_series_position) }] : work.series,
  }
}

/** Narrators and translators say so; whoever says nothing wrote it. */
function peopleOf(book: Fields): { authors: FoundPerson[]; narrators: string[] } {
  const roles = objects(book.contributions)
  const authors = roles
    .filter(({ contribution }) => isAuthorRole(contribution))
    .flatMap(({ author }) => {
      const who = fields(author)
      const name = line(who.name)
      const id = idOf(who)
      return name ? [{ name, foreignId: id && `hc:${id}` }] : []
    })
  const narrators = roles
    .filter(({ contribution }) => /narrator|reader/i.test(line(contribution) ?? ''))
    .flatMap(({ author }) => line(fields(author).name) ?? [])
  return { authors, narrators }
}

function seriesOf(book: Fields): FoundSeriesPlace[] {
  return objects(book.book_series).flatMap((place) => {
    const name = line(fields(place.series).name)
    const id = line(fields(place.series).id)
    const position = line(place.position) ?? line(place.details)
    return name ? [{ foreignId: id && `hc-series:${id}`, name, position }] : []
  })
}

function genresOf(book: Fields): string[] {
  const tags = objects(book.taggings).map(({ tag }) => fields(tag))
  const genres = tags.filter((tag) => line(fields(tag.tag_category).category) === 'Genre')
  return tidyGenres(genres.flatMap(({ tag }) => line(tag) ?? []))
}

/** The same genre in another case is the same genre. */
function tidyGenres(genres: string[]): string[] {
  const seen = new Map(genres.toReversed().map((genre) => [genre.toLowerCase(), genre]))
  return [...seen.values()].toReversed().slice(0, 10)
}

function mediaOf(audio: Fields, ebook: Fields, paper: Fields, book: Fields): MediaKind {
  const hasAudio = audio.id !== undefined || line(book.default_audio_edition_id) !== null
  const hasText = ebook.id !== undefined || paper.id !== undefined || line(book.default_ebook_edition_id) !== null
  if (!hasAudio) return 'ebook'
  return hasText ? 'both' : 'audiobook'
}

export const languageOf = (edition: Fields): string | null =>
  line(fields(edition.language).code3) ?? line(fields(edition.language).language)

export function editionOf(edition: Fields): FoundEdition | undefined {
  const id = line(edition.id)
  const title = line(edition.title)
  if (!id || !title) return undefined
  const reading = line(fields(edition.reading_format).format)
  return {
    foreignId: `hc:${id}`,
    title,
    isbn13: isbns(edition.isbn_13, edition.isbn_10)[0] ?? null,
    isbn10: items(edition.isbn_10).flatMap((text) => isbn10(line(text) ?? '') ?? [])[0] ?? null,
    asin: asin(edition.asin),
    publisher: line(fields(edition.publisher).name),
    releaseDate: date(edition.release_date),
    format: line(edition.edition_format) ?? line(edition.physical_format),
    language: languageOf(edition),
    pages: count(edition.pages),
    durationSeconds: count(edition.audio_seconds),
    imageUrl: pictureAddress(fields(edition.image).url),
    mediaType: reading === 'Listened' ? 'audiobook' : 'ebook',
  }
}

export function seriesOfDocument(document: Fields): FoundSeries | undefined {
  const id = line(document.id)
  const name = line(document.name)
  if (!id || !name) return undefined
  return {
    provider: 'hardcover',
    foreignId: `hc-series:${id}`,
    name,
    authorName: line(document.author_name) ?? '',
    bookCount: count(document.primary_books_count) ?? count(document.books_count),
    readersCount: count(document.readers_count),
    bookTitles: lines(document.books, 50),
  }
}
