import { deleteView, type LibraryView, listSavedViews, saveView } from '@colophon/contract/web/saved-views.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** The views of the library that the reader has named. */
export const savedViews = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => call(listSavedViews, {}, { signal }),
  staleTime: 300_000,
})

export function useSaveView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; view: LibraryView }) => call(saveView, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: savedViews.queryKey }),
  })
}

export function useDeleteView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (viewId: string) => call(deleteView, { params: { viewId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: savedViews.queryKey }),
  })
}
