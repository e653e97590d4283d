import {
  changeAuthors,
  deleteAlias,
  deleteAuthor,
  getAuthor,
  listAuthors,
  listRelinkCandidates,
  listSeriesOfAuthor,
  refreshAuthor,
  relinkAuthor,
  updateAuthor,
} from '@colophon/contract/acquisition/author.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, refreshAcquisition } from '#api/acquisition.ts'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type Author = AnswerOf<typeof getAuthor>
export type AuthorBook = NonNullable<Author['books']>[number]
export type Candidate = AnswerOf<typeof listRelinkCandidates>[number]

export const AUTHORS_PER_PAGE = 60

const LISTING_MS = 3_000
/** The works of an author are listed within minutes, or something went wrong that no waiting mends. */
const LISTED_WITHIN_MS = 5 * 60_000

/** Whether the works of an author are still being listed for the first time. */
export const isBeingListed = ({ books, lastSync, monitorMode, createdAt }: Author): boolean =>
  (books ?? []).length === 0 &&
  lastSync === undefined &&
  monitorMode !== '' &&
  Date.now() - new Date(createdAt).getTime() < LISTED_WITHIN_MS

export const author = (number: number) =>
  queryOptions({
    queryKey: [ACQUISITION, 'author', number],
    queryFn: ({ signal }) => call(getAuthor, { params: { id: String(number) } }, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isBeingListed(data) ? LISTING_MS : false),
  })

export const authors = (words: string, page: number) =>
  queryOptions({
    queryKey: [ACQUISITION, 'authors', words, page],
    queryFn: ({ signal }) => {
      const query = { search: words, limit: String(AUTHORS_PER_PAGE), offset: String(page * AUTHORS_PER_PAGE) }
      return call(listAuthors, { query }, { signal })
    },
    placeholderData: keepPreviousData,
  })

/** The series in which an author has books. */
export const seriesOf = (number: number) =>
  queryOptions({
    queryKey: [ACQUISITION, 'author', number, 'series'],
    queryFn: ({ signal }) => call(listSeriesOfAuthor, { params: { id: String(number) } }, { signal }),
  })

/** People at providers whom an author may be. */
export const relinkCandidates = (number: number, words: string) =>
  queryOptions({
    queryKey: ['discover', 'relink', number, words],
    queryFn: ({ signal }) =>
      call(listRelinkCandidates, { params: { id: String(number) }, query: { q: words } }, { signal }),
    staleTime: 600_000,
  })

/** A change of an author, after which everything about wanted books is asked for anew. */
function useChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => refreshAcquisition(client) })
}

export const useUpdateAuthor = (number: number) =>
  useChange((body: InputOf<typeof updateAuthor>['body']) =>
    call(updateAuthor, { params: { id: String(number) }, body }),
  )

export const useRefreshAuthor = (number: number) =>
  useChange(() => call(refreshAuthor, { params: { id: String(number) } }))

/** Looks for all books of an author that are wanted, in the background. */
export const useSearchAuthor = (number: number) =>
  useChange(() => call(changeAuthors, { body: { ids: [number], action: 'search' } }))

export const useRelink = (number: number) =>
  useChange((candidate: Candidate) =>
    call(relinkAuthor, {
      params: { id: String(number) },
      body: { foreignAuthorId: candidate.foreignAuthorId, authorName: candidate.authorName },
    }),
  )

export const useDeleteAlias = (number: number) =>
  useChange((aliasId: number) => call(deleteAlias, { params: { id: String(number), aliasID: String(aliasId) } }))

export function useDeleteAuthor(number: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(deleteAuthor, { params: { id: String(number) }, query: {} }),
    // The page of the author is on its way out and must not ask again for who is gone.
    onSuccess: () => {
      const isOwn = ({ queryKey }: { queryKey: readonly unknown[] }) =>
        queryKey[1] === 'author' && queryKey[2] === number
      client.removeQueries({ predicate: isOwn })
      return client.invalidateQueries({ queryKey: [ACQUISITION], predicate: (query) => !isOwn(query) })
    },
  })
}
