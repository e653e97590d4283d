import * as contract from '@colophon/contract/acquisition/notifications.ts'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '#domain/history/audit.ts'
import {
  addNotification,
  deleteNotification,
  getNotification,
  listNotifications,
  type Notification,
  type NotificationDeps,
  type NotificationInput,
  replaceNotification,
} from '#domain/notifications/notification-store.ts'
import type { TellDeps } from '#domain/notifications/outbox.ts'
import { testNotification } from '#domain/notifications/test-notification.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface NotificationRouteDeps extends NotificationDeps, TellDeps {
  audit: Audit
}

/** Whom to tell what happens (acquisition contract 4.21). */
export function notificationRoutes(app: FastifyInstance, deps: NotificationRouteDeps): void {
  const note = changeNoter(deps.audit)

  route(app, contract.listNotifications, async () => (await listNotifications(deps)).map(present))

  route(app, contract.getNotification, async ({ params }) => present(await getNotification(deps, readId(params.id))))

  route(app, contract.createNotification, async ({ body, principal }) => {
    const notification = await addNotification(deps, read(body))
    await note(principal, 'notification_created', notification)
    return present(notification)
  })

  route(app, contract.replaceNotification, async ({ params, body, principal }) => {
    const notification = await replaceNotification(deps, readId(params.id), read(body))
    await note(principal, 'notification_changed', notification)
    return present(notification)
  })

  route(app, contract.deleteNotification, async ({ params, principal }) => {
    const id = readId(params.id)
    await deleteNotification(deps, id)
    await note(principal, 'notification_deleted', { id })
  })

  route(app, contract.testNotification, async ({ params }) => {
    await testNotification(deps, readId(params.id))
    return { message: 'ok' as const }
  })
}

const read = (body: contract.NotificationInput): NotificationInput => ({
  name: body.name ?? '',
  type: body.type ?? '',
  url: body.url ?? '',
  method: body.method ?? '',
  headers: body.headers ?? '',
  topic: body.topic ?? '',
  isOnGrab: body.onGrab ?? false,
  isOnImport: body.onImport ?? false,
  isOnUpgrade: body.onUpgrade ?? false,
  isOnFailure: body.onFailure ?? false,
  isOnHealth: body.onHealth ?? false,
  isEnabled: body.enabled ?? false,
})

const present = (row: Notification) => ({
  id: row.id,
  name: row.name,
  type: row.type,
  url: row.url,
  method: row.method,
  headers: row.headers,
  topic: row.topic,
  onGrab: row.isOnGrab,
  onImport: row.isOnImport,
  onUpgrade: row.isOnUpgrade,
  onFailure: row.isOnFailure,
  onHealth: row.isOnHealth,
  enabled: row.isEnabled,
  createdAt: wholeSeconds(row.created_at),
  updatedAt: wholeSeconds(row.updated_at),
})
