import { kosyncCredentials, opdsCredentials } from '@colophon/contract/library/device-credentials.ts'
import {
  forgetUnknownDocument,
  linkUnknownDocument,
  listUnknownDocuments,
  readDevices,
} from '@colophon/contract/web/devices.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { address } from '#api/address.ts'
import { call } from '#api/call.ts'

export type Protocol = 'kosync' | 'opds'
const endpoints = { kosync: kosyncCredentials, opds: opdsCredentials }

export const devices = queryOptions({
  queryKey: ['devices', 'all'],
  queryFn: ({ signal }) => call(readDevices, {}, { signal }),
  staleTime: 0,
})

export const unknownDocuments = infiniteQueryOptions({
  queryKey: ['devices', 'unknown'],
  queryFn: ({ pageParam, signal }) =>
    call(listUnknownDocuments, { query: pageParam === undefined ? {} : { before: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
})

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['devices'] })
}

export function useSetSignIn(protocol: Protocol) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: { username: string; password: string }) => call(endpoints[protocol].put, { body }),
    onSuccess: refresh,
  })
}

export function useRemoveSignIn(protocol: Protocol) {
  const refresh = useRefresh()
  return useMutation({ mutationFn: () => call(endpoints[protocol].remove, {}), onSuccess: refresh })
}

export function useLinkDocument() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ documentId, bookId }: { documentId: string; bookId: string }) =>
      call(linkUnknownDocument, { params: { documentId }, body: { bookId } }),
    onSuccess: () =>
      Promise.all(['devices', 'books', 'book'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useForgetDocument() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (documentId: string) => call(forgetUnknownDocument, { params: { documentId } }),
    onSuccess: refresh,
  })
}

/** The address to type into a device: as the administrator set it, or as this browser reaches the server. */
export function deviceAddress(publicUrl: string | null, path: string): string {
  if (publicUrl === null) return new URL(address(path), location.href).href.replace(/\/$/, '')
  return publicUrl.replace(/\/+$/, '') + path.replace(/\/$/, '')
}
