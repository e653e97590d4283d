import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { IdParams, Time } from './common.ts'

const tag = 'Acquisition: notifications'

export const Notification = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  type: Type.String({ description: '`webhook`, `email`, or what a client says; anything but `email` is a webhook.' }),
  url: Type.String(),
  method: Type.String({ description: 'Empty means POST.' }),
  headers: Type.String({ description: 'A JSON object of further headers, or empty.' }),
  topic: Type.String(),
  onGrab: Type.Boolean(),
  onImport: Type.Boolean(),
  onUpgrade: Type.Boolean(),
  onFailure: Type.Boolean(),
  onHealth: Type.Boolean(),
  enabled: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
})

export const NotificationInput = Type.Object({
  name: Maybe(Type.String({ maxLength: 500 })),
  type: Maybe(Type.String({ maxLength: 100 })),
  url: Maybe(Type.String({ maxLength: 4_000 })),
  method: Maybe(Type.String({ maxLength: 20 })),
  headers: Maybe(Type.String({ maxLength: 20_000 })),
  topic: Maybe(Type.String({ maxLength: 500 })),
  onGrab: Maybe(Type.Boolean()),
  onImport: Maybe(Type.Boolean()),
  onUpgrade: Maybe(Type.Boolean()),
  onFailure: Maybe(Type.Boolean()),
  onHealth: Maybe(Type.Boolean()),
  enabled: Maybe(Type.Boolean()),
})
export type NotificationInput = Static<typeof NotificationInput>

export const listNotifications = endpoint({
  method: 'GET',
  path: '/api/v1/notification',
  tag,
  summary: 'Whom to tell what happens, by number',
  access: 'acquisition-admin',
  response: Type.Array(Notification),
})

export const getNotification = endpoint({
  method: 'GET',
  path: '/api/v1/notification/:id',
  tag,
  summary: 'One notification',
  access: 'acquisition-admin',
  params: IdParams,
  response: Notification,
  failures: { 404: 'There is none.' },
})

export const createNotification = endpoint({
  method: 'POST',
  path: '/api/v1/notification',
  tag,
  summary: 'Add a notification; its address is checked now and at every call',
  access: 'acquisition-admin',
  body: NotificationInput,
  status: 201,
  response: Notification,
})

export const replaceNotification = endpoint({
  method: 'PUT',
  path: '/api/v1/notification/:id',
  tag,
  summary: 'Replace a notification as a whole',
  access: 'acquisition-admin',
  params: IdParams,
  body: NotificationInput,
  response: Notification,
  failures: { 404: 'There is none.' },
})

export const deleteNotification = endpoint({
  method: 'DELETE',
  path: '/api/v1/notification/:id',
  tag,
  summary: 'Delete a notification, whether it is there or not',
  access: 'acquisition-admin',
  params: IdParams,
  status: 204,
})

export const testNotification = endpoint({
  method: 'POST',
  path: '/api/v1/notification/:id/test',
  tag,
  summary: 'Send a test, whatever the switches say; 400 with the reason where it fails',
  access: 'acquisition-admin',
  params: IdParams,
  response: Type.Object({ message: Type.Literal('ok') }),
  failures: { 404: 'There is none.' },
})
