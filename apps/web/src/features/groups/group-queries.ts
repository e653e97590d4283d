import {
  createGroup,
  deleteGroup,
  removeGroupMember,
  replaceGroup,
  shareListWithGroup,
  unshareListWithGroup,
} from '@colophon/contract/library/groups.ts'
import { inviteToGroup, readGroupPage } from '@colophon/contract/web/groups.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** A group with its members, what they read together and what they share. */
export const groupPage = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId],
    queryFn: ({ signal }) => call(readGroupPage, { params: { groupId } }, { signal }),
    // Others read on meanwhile.
    staleTime: 0,
  })

function useGroupMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['groups'] }) })
}

export interface GroupWords {
  name: string
  description: string | null
}

export const useMakeGroup = () => useGroupMutation((body: GroupWords) => call(createGroup, { body }))

export const useChangeGroup = (groupId: string) =>
  useGroupMutation((body: GroupWords) => call(replaceGroup, { params: { groupId }, body }))

/** Not fetched again afterwards: the page of a group that is gone would say so for a moment. */
export function useEndGroup(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (memberId: string | null) =>
      memberId === null
        ? call(deleteGroup, { params: { groupId } })
        : call(removeGroupMember, { params: { groupId, memberId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['groups'], exact: true }),
  })
}

export const useInvite = (groupId: string) =>
  useGroupMutation((login: string) => call(inviteToGroup, { params: { groupId }, body: { login } }))

export const useRemoveMember = (groupId: string) =>
  useGroupMutation((memberId: string) => call(removeGroupMember, { params: { groupId, memberId } }))

export const useShareList = (groupId: string) =>
  useGroupMutation((listId: string) => call(shareListWithGroup, { params: { groupId }, body: { list_id: listId } }))

export const useUnshareList = (groupId: string) =>
  useGroupMutation((listId: string) => call(unshareListWithGroup, { params: { groupId, listId } }))
