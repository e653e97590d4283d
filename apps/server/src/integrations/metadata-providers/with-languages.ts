import type { FoundEdition, FoundWork, MetadataProvider } from '#domain/metadata/provider.ts'

/** The code by which languages are compared here; null where a text names none. */
export type LanguageCode = (language: string | null) => string | null

/** The same provider, speaking of languages by our codes: one says `en`, one `english`, one `eng`. */
export function withLanguages(provider: MetadataProvider, code: LanguageCode): MetadataProvider {
  const work = (found: FoundWork): FoundWork => ({
    ...found,
    language: code(found.language),
    editionLanguages: found.editionLanguages.flatMap((language) => code(language) ?? []),
  })
  const edition = (found: FoundEdition): FoundEdition => ({ ...found, language: code(found.language) })
  const { searchBooks, worksOfAuthor, work: workById, editions, byIsbn, byAsin, bySubject } = provider
  const { seriesEntries, worksOfList } = provider
  const one = (found: FoundWork | undefined) => found && work(found)
  return {
    ...provider,
    ...(searchBooks && { searchBooks: async (...asked) => (await searchBooks(...asked)).map(work) }),
    ...(worksOfAuthor && { worksOfAuthor: async (...asked) => (await worksOfAuthor(...asked)).map(work) }),
    ...(workById && { work: async (...asked) => one(await workById(...asked)) }),
    ...(editions && { editions: async (...asked) => (await editions(...asked)).map(edition) }),
    ...(byIsbn && { byIsbn: async (...asked) => one(await byIsbn(...asked)) }),
    ...(byAsin && { byAsin: async (...asked) => one(await byAsin(...asked)) }),
    ...(bySubject && { bySubject: async (...asked) => (await bySubject(...asked)).map(work) }),
    ...(worksOfList && { worksOfList: async (...asked) => (await worksOfList(...asked)).map(work) }),
    ...(seriesEntries && {
      seriesEntries: async (...asked) =>
        (await seriesEntries(...asked))?.map((entry) => ({ ...entry, work: work(entry.work) })),
    }),
  }
}
