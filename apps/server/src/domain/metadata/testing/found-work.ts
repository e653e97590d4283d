import type { FoundWork } from '../provider.ts'

/** A work of which a test says what matters to it. */
export function foundWork(told: Partial<FoundWork> = {}): FoundWork {
  return {
    provider: 'openlibrary',
    foreignId: 'OL1W',
    otherIds: [],
    title: 'Emma',
    subtitle: null,
    description: '',
    authors: [{ name: 'Jane Austen', foreignId: 'OL23919A' }],
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
