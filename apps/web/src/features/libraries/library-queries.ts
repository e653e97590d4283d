import { createLibrary, deleteLibrary, type LibraryBody, replaceLibrary } from '@colophon/contract/library/libraries.ts'
import {
  browseFolders,
  ignoreProblem,
  listLibraryOverviews,
  listProblems,
  requestScan,
  retryProblem,
  setSidecars,
} from '@colophon/contract/web/libraries.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

export const libraries = queryOptions({
  queryKey: ['libraries', 'list'],
  queryFn: ({ signal }) => call(listLibraryOverviews, {}, { signal }),
  // News come over the event stream; this is for a stream that a proxy swallows.
  refetchInterval: ({ state }) => (state.data?.some(isBusy) ? 4_000 : false),
})

/** Whether a library changes while one looks at it. */
export const isBusy = (library: { isScanWaiting: boolean; lastScan: { state: string } | null }): boolean =>
  library.isScanWaiting || library.lastScan?.state === 'running'

export const PROBLEMS_PER_PAGE = 50

export function problemsOf(libraryId: string, page: number, areIgnored: boolean) {
  return queryOptions({
    queryKey: ['libraries', 'problems', libraryId, areIgnored, page],
    queryFn: ({ signal }) =>
      call(
        listProblems,
        {
          params: { libraryId },
          query: {
            offset: String(page * PROBLEMS_PER_PAGE),
            limit: String(PROBLEMS_PER_PAGE),
            ignored: areIgnored ? 'true' : 'false',
          },
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

/** A folder of the server; without a path the one to begin with. */
export function folder(path: string | undefined) {
  return queryOptions({
    queryKey: ['folders', path ?? ''],
    queryFn: ({ signal }) => call(browseFolders, { query: { path } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
}

/** What changes libraries changes what is shown of books as well. */
function useLibraryMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['libraries'] })
      void client.invalidateQueries({ queryKey: ['books'] })
    },
  })
}

interface LibraryWishes {
  body: LibraryBody
  writesSidecars: boolean
}

export const useCreateLibrary = () =>
  useLibraryMutation(async ({ body, writesSidecars }: LibraryWishes) => {
    const { id } = await call(createLibrary, { body })
    await call(setSidecars, { params: { libraryId: id }, body: { writesSidecars } })
  })

export const useReplaceLibrary = () =>
  useLibraryMutation(async ({ libraryId, body, writesSidecars }: LibraryWishes & { libraryId: string }) => {
    await call(replaceLibrary, { params: { libraryId }, body })
    await call(setSidecars, { params: { libraryId }, body: { writesSidecars } })
  })

export const useDeleteLibrary = () =>
  useLibraryMutation((libraryId: string) => call(deleteLibrary, { params: { libraryId } }))

export const useScan = () => useLibraryMutation((libraryId: string) => call(requestScan, { params: { libraryId } }))

export const useRetryProblem = () =>
  useLibraryMutation((problemId: string) => call(retryProblem, { params: { problemId } }))

export const useIgnoreProblem = () =>
  useLibraryMutation(({ problemId, isIgnored }: { problemId: string; isIgnored: boolean }) =>
    call(ignoreProblem, { params: { problemId }, body: { isIgnored } }),
  )
