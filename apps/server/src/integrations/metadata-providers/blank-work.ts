import type { FoundWork, SourceId } from '#domain/metadata/provider.ts'

/** A work of which nothing but its name is known; adapters add what their provider tells. */
export function workOf(source: SourceId, title: string, told: Partial<FoundWork> = {}): FoundWork {
  return {
    ...source,
    title,
    otherIds: [],
    subtitle: null,
    description: '',
    authors: [],
    narrators: [],
    releaseDate: null,
    imageUrl: null,
    genres: [],
    subjects: [],
    averageRating: 0,
    ratingsCount: 0,
    language: null,
    editionLanguages: [],
    editionCount: null,
    mediaType: 'ebook',
    durationSeconds: null,
    asin: null,
    isbns: [],
    pages: null,
    series: [],
    isCompilation: false,
    ...told,
  }
}
