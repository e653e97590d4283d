import {
  createNotification,
  deleteNotification,
  listNotifications,
  replaceNotification,
  testNotification,
} from '@colophon/contract/acquisition/notifications.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type Notification = AnswerOf<typeof listNotifications>[number]
export type NotificationBody = InputOf<typeof createNotification>['body']

export const notifications = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => call(listNotifications, {}, { signal }),
})

function useNotificationMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: notifications.queryKey }),
  })
}

const params = (id: number) => ({ id: String(id) })

/** Without an id a new one. */
export const useSaveNotification = () =>
  useNotificationMutation(({ id, body }: { id?: number | undefined; body: NotificationBody }) =>
    id === undefined ? call(createNotification, { body }) : call(replaceNotification, { params: params(id), body }),
  )

export const useDeleteNotification = () =>
  useNotificationMutation((id: number) => call(deleteNotification, { params: params(id) }))

export const useTestNotification = () =>
  useMutation({ mutationFn: (id: number) => call(testNotification, { params: params(id) }) })
