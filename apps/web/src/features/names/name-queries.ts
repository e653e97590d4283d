import { undoChange } from '@colophon/contract/web/changes.ts'
import { findNames } from '@colophon/contract/web/edit-book.ts'
import {
  deleteTag,
  listAuthorNames,
  listSeriesNames,
  mergeNames,
  type NameKind,
  type NameSort,
  readAuthorPage,
  readSeriesPage,
  renameName,
} from '@colophon/contract/web/names.ts'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { showToast } from '#ui/toast-store.ts'

export type IndexKind = 'authors' | 'series'

export const nameIndex = (kind: IndexKind, sort: NameSort, q: string) =>
  infiniteQueryOptions({
    queryKey: ['books', 'names', kind, sort, q],
    queryFn: ({ pageParam, signal }) =>
      call(
        kind === 'authors' ? listAuthorNames : listSeriesNames,
        { query: { sort, q, ...(pageParam === undefined ? {} : { after: pageParam }) } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const authorPage = (authorId: string) =>
  queryOptions({
    queryKey: ['books', 'author', authorId],
    queryFn: ({ signal }) => call(readAuthorPage, { params: { authorId } }, { signal }),
  })

export const seriesPage = (seriesId: string) =>
  queryOptions({
    queryKey: ['books', 'series', seriesId],
    queryFn: ({ signal }) => call(readSeriesPage, { params: { seriesId } }, { signal }),
  })

export function useRenameName(kind: NameKind, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(renameName, { params: { kind, id }, body: { name } }),
    onSuccess: () => client.invalidateQueries(),
  })
}

export function useMergeNames(kind: NameKind, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (into: string) => call(mergeNames, { params: { kind, id }, body: { into } }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => !queryKey.includes(id) }),
  })
}

/** Takes a subject off all books, says so, and offers to take it back. */
export function useDeleteTag(tagId: string) {
  const client = useQueryClient()
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (_name: string) => call(deleteTag, { params: { tagId } }),
    onSuccess: ({ changeId }, name) => {
      const takeBack = async () => {
        if (changeId) await call(undoChange, { params: { changeId }, body: { anyway: true } })
        await client.invalidateQueries()
      }
      const run = () => void takeBack().catch((error: Error) => showToast(error.message, { isLasting: true }))
      showToast(t('name.tagDeleted', { name }), { action: { label: t('choose.undo'), run } })
      return client.invalidateQueries({ predicate: ({ queryKey }) => !JSON.stringify(queryKey).includes(tagId) })
    },
  })
}

/** Others whose name begins like what is typed. */
export function useOthers(kind: NameKind, typed: string, own: string) {
  const q = typed.trim()
  const { data = [] } = useQuery({
    queryKey: ['names', kind, q],
    queryFn: ({ signal }) => call(findNames, { query: { kind, q } }, { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  return q === '' ? [] : data.filter(({ id }) => id !== own)
}
