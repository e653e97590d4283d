import { addAuthor, addBook } from '@colophon/contract/acquisition/author.ts'
import { findAuthorsToFollow, findBooks } from '@colophon/contract/web/book-search.ts'
import { type AuthorMark, type BookMark, markHits } from '@colophon/contract/web/marks.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, LEAST_LETTERS, refreshAcquisition } from '#api/acquisition.ts'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type FoundAuthor = AnswerOf<typeof findAuthorsToFollow>[number]

export type FoundBook = AnswerOf<typeof findBooks>[number]

/** Providers are asked over the network and seldom have news. */
const KEPT_MS = 10 * 60_000

export const foundAuthors = (words: string) =>
  queryOptions({
    queryKey: ['discover', 'authors', words],
    queryFn: ({ signal }) => call(findAuthorsToFollow, { query: { q: words } }, { signal }),
    enabled: words.length >= LEAST_LETTERS,
    staleTime: KEPT_MS,
    placeholderData: keepPreviousData,
  })

export const foundBooks = (words: string) =>
  queryOptions({
    queryKey: ['discover', 'books', words],
    queryFn: ({ signal }) => call(findBooks, { query: { q: words } }, { signal }),
    enabled: words.length >= LEAST_LETTERS,
    staleTime: KEPT_MS,
    placeholderData: keepPreviousData,
  })

/** The most hits that are marked at once. */
const MOST = 100

/** What of found people is here already, by what a provider calls them. */
export const authorMarks = (hits: readonly FoundAuthor[]) =>
  queryOptions({
    queryKey: [ACQUISITION, 'marks', 'authors', hits.map(({ foreignAuthorId }) => foreignAuthorId)],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, AuthorMark>> => {
      const asked = hits.slice(0, MOST)
      const body = {
        authors: asked.map((hit) => ({ foreignId: hit.foreignAuthorId, name: hit.authorName })),
        books: [],
      }
      const { authors } = await call(markHits, { body }, { signal })
      return new Map(asked.flatMap((hit, at) => (authors[at] ? [[hit.foreignAuthorId, authors[at]]] : [])))
    },
    enabled: hits.length > 0,
  })

/** What of found works is here already, by what a provider calls them. */
export const bookMarks = (hits: readonly FoundBook[]) =>
  queryOptions({
    queryKey: [ACQUISITION, 'marks', 'books', hits.map(({ foreignBookId }) => foreignBookId)],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, BookMark>> => {
      const asked = hits.slice(0, MOST)
      const books = asked.map((hit) => ({
        foreignId: hit.foreignBookId,
        title: hit.title,
        author: hit.author?.authorName ?? '',
      }))
      const answer = await call(markHits, { body: { authors: [], books } }, { signal })
      return new Map(asked.flatMap((hit, at) => (answer.books[at] ? [[hit.foreignBookId, answer.books[at]]] : [])))
    },
    enabled: hits.length > 0,
  })

/** @param onAdded hears the number of the author; whoever is added has no button any more that could hear it */
export function useAddAuthor(onAdded: (number: number) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: InputOf<typeof addAuthor>['body']) => call(addAuthor, { body }),
    onSuccess: ({ id }) => {
      onAdded(id)
      return refreshAcquisition(client)
    },
  })
}

/** @param onAdded hears the number of the book, as with authors */
export function useAddBook(onAdded: (number: number) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: InputOf<typeof addBook>['body']) => call(addBook, { body }),
    onSuccess: ({ id }) => {
      onAdded(id)
      return refreshAcquisition(client)
    },
  })
}
