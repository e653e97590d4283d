/** Sources of metadata beyond this machine. */
export type ProviderId = 'openlibrary' | 'dnb' | 'hardcover' | 'googlebooks' | 'audnex' | 'audible'

/** How long an answer may be waited for: somebody looks at the page, or a job works through a catalogue. */
export type Urgency = 'interactive' | 'background'

export interface ProviderCall {
  /** `background` unless said. */
  urgency?: Urgency
  signal?: AbortSignal
  /** Ask again although an answer is kept: somebody says that it is another one by now. */
  isFresh?: boolean
  /** Told when the provider did not answer and an older answer was taken instead. */
  onStale?(storedAt: Date): void
}

/** One thing at one provider. `foreignId` is how both surfaces print it: `OL66554W`, `hc:dune`, `gb:…`. */
export interface SourceId {
  provider: ProviderId
  foreignId: string
}

export interface FoundPerson {
  name: string
  /** Null where the provider names somebody without an id. */
  foreignId: string | null
}

export interface FoundAuthor extends SourceId {
  name: string
  alternateNames: string[]
  /** Plain text; empty where there is none. */
  description: string
  /** What tells namesakes apart: years, a well-known work. */
  disambiguation: string
  imageUrl: string | null
  ratingsCount: number
  averageRating: number
  workCount: number | null
}

export interface FoundSeriesPlace {
  /** Null where the provider knows the name of a series and nothing else. */
  foreignId: string | null
  name: string
  /** As text: `2`, `2.5`, `1-3`. */
  position: string | null
}

export type MediaKind = 'ebook' | 'audiobook' | 'both'

export interface FoundWork extends SourceId {
  /** What other providers call the same work; filled where works are merged. */
  otherIds: SourceId[]
  title: string
  subtitle: string | null
  /** Plain text; empty where there is none. */
  description: string
  authors: FoundPerson[]
  narrators: string[]
  /** As precise as it is known: `1818`, `1818-01`, `1818-01-01`. */
  releaseDate: string | null
  imageUrl: string | null
  genres: string[]
  /** What librarians say it is about; longer and noisier than genres. */
  subjects: string[]
  averageRating: number
  ratingsCount: number
  /** ISO 639-2/B of the work, or of the one edition that was found. */
  language: string | null
  /** Of all its editions, in the provider's order, each as often as it is named. */
  editionLanguages: string[]
  editionCount: number | null
  mediaType: MediaKind
  durationSeconds: number | null
  asin: string | null
  /** Of 13 digits. */
  isbns: string[]
  /** Of the longest edition that is known. */
  pages: number | null
  series: FoundSeriesPlace[]
  /** The provider says that it is several works in one. */
  isCompilation: boolean
}

export interface FoundEdition {
  foreignId: string
  title: string
  isbn13: string | null
  isbn10: string | null
  asin: string | null
  publisher: string | null
  releaseDate: string | null
  /** In the provider's words: `Paperback`, `Kindle`. */
  format: string | null
  language: string | null
  pages: number | null
  durationSeconds: number | null
  imageUrl: string | null
  mediaType: Exclude<MediaKind, 'both'>
}

export interface FoundSeries extends SourceId {
  name: string
  authorName: string
  bookCount: number | null
  readersCount: number | null
  /** Titles of some of its books, for people who choose. */
  bookTitles: string[]
}

export interface SeriesEntry {
  position: string | null
  work: FoundWork
}

/** A list that somebody keeps at a provider. */
export interface FoundList {
  foreignId: string
  name: string
  bookCount: number | null
}

/**
 * One source of metadata. What it cannot do it does not have. Three outcomes only: an answer; nothing (undefined, an empty
 * list: the source answered); an error of kind `unavailable` whose message tells a person why.
 */
export interface MetadataProvider {
  readonly id: ProviderId
  searchAuthors?(query: string, call?: ProviderCall): Promise<FoundAuthor[]>
  searchBooks?(query: string, call?: ProviderCall): Promise<FoundWork[]>
  author?(foreignId: string, call?: ProviderCall): Promise<FoundAuthor | undefined>
  /** All that it knows of somebody, up to some thousands. Providers that go by names take the name. */
  worksOfAuthor?(author: { foreignId: string | null; name: string }, call?: ProviderCall): Promise<FoundWork[]>
  work?(foreignId: string, call?: ProviderCall): Promise<FoundWork | undefined>
  /** @param limit how many are enough */
  editions?(workId: string, limit: number, call?: ProviderCall): Promise<FoundEdition[]>
  /** @param isbn13 with a right check digit */
  byIsbn?(isbn13: string, call?: ProviderCall): Promise<FoundWork | undefined>
  byAsin?(asin: string, call?: ProviderCall): Promise<FoundWork | undefined>
  bySubject?(subject: string, limit: number, call?: ProviderCall): Promise<FoundWork[]>
  /** Address of a picture that is there. */
  coverByIsbn?(isbn13: string, call?: ProviderCall): Promise<string | undefined>
  searchSeries?(query: string, call?: ProviderCall): Promise<FoundSeries[]>
  /** Its books in order, each position once. */
  seriesEntries?(seriesId: string, call?: ProviderCall): Promise<SeriesEntry[] | undefined>
  /** Lists of whom the credentials belong to. */
  lists?(call?: ProviderCall): Promise<FoundList[]>
  worksOfList?(listId: string, call?: ProviderCall): Promise<FoundWork[]>
}
