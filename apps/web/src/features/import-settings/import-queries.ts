import { createRootFolder, deleteRootFolder, listRootFolders } from '@colophon/contract/acquisition/root-folders.ts'
import { getStorage } from '@colophon/contract/acquisition/system.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call } from '#api/call.ts'

export type RootFolder = AnswerOf<typeof listRootFolders>[number]

export const rootFolders = queryOptions({
  queryKey: ['root-folders'],
  queryFn: ({ signal }) => call(listRootFolders, {}, { signal }),
})

/** Whether the folders of the environment can be used. */
export const storage = queryOptions({
  queryKey: ['root-folders', 'storage'],
  queryFn: ({ signal }) => call(getStorage, {}, { signal }),
})

function useFolderMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['root-folders'] }) })
}

export const useAddRootFolder = () => useFolderMutation((path: string) => call(createRootFolder, { body: { path } }))

export const useDeleteRootFolder = () =>
  useFolderMutation((id: number) => call(deleteRootFolder, { params: { id: String(id) } }))
