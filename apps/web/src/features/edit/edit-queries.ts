import type { BodyOf } from '@colophon/contract/endpoint.ts'
import {
  type BookValues,
  changeCover,
  findNames,
  listCoverChoices,
  readEditForm,
  reviseBook,
  unlockFields,
} from '@colophon/contract/web/edit-book.ts'
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { call } from '#api/call.ts'
import type { Option } from '#ui/combobox.tsx'

/** Always read anew: a form must not begin with what somebody else has changed since. */
export const editForm = (bookId: string) =>
  queryOptions({
    queryKey: ['edit', bookId],
    queryFn: ({ signal }) => call(readEditForm, { params: { bookId } }, { signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export function useReviseBook(bookId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { version: string; values: BookValues }) => call(reviseBook, { params: { bookId }, body }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'edit' }),
  })
}

export function useUnlockFields(bookId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(unlockFields, { params: { bookId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}

export const coverChoices = (bookId: string) =>
  queryOptions({
    queryKey: ['books', 'covers', bookId],
    queryFn: ({ signal }) => call(listCoverChoices, { params: { bookId } }, { signal }),
  })

export function useChangeCover(bookId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof changeCover>) => call(changeCover, { params: { bookId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}

/** Names that are there already and begin like what is typed. */
export function useNames(kind: 'author' | 'series' | 'tag', typed: string): Option[] {
  const q = useDeferredValue(typed.trim())
  const { data } = useQuery({
    queryKey: ['names', kind, q],
    queryFn: ({ signal }) => call(findNames, { query: { kind, q } }, { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const found = (data ?? []).filter(({ name }) => name !== typed)
  return q === '' ? [] : found.map(({ id, name }) => ({ value: id, label: name }))
}
