import { Type } from 'typebox'
import type { Db, Emit, Transaction, Trx } from '#database/open.ts'
import type { Mailer } from '#domain/settings/mailer.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { checkStatus, nextTryIn } from './delivery.ts'
import type { News, NewsType } from './news.ts'
import { getNotification, isMail, listenersOf, mailAddress, type Notification } from './notification-store.ts'
import type { WebhookCaller } from './ports.ts'
import { webhookCall } from './webhook-call.ts'

export interface DeliveryDeps extends TellDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  logger: Logger
}

/**
 * Writes down who is to be told of something, and asks for it. Who was told of the same already is not told again.
 * @param key what happened, to what
 * @param notWith not to those who are told of this kind of news, which says the same
 */
export async function queueNews(
  trx: Trx,
  emit: Emit,
  { key, news, notWith, now }: { key: string; news: News; notWith?: NewsType | undefined; now: Date },
) {
  const told = new Set(notWith ? await listenersOf(trx, notWith) : [])
  const listeners = (await listenersOf(trx, news.eventType)).filter((id) => !told.has(id))
  if (listeners.length === 0) return
  const at = instant(now)
  const rows = await trx
    .insertInto('notification_outbox')
    .values(
      listeners.map((notification_id) => ({
        notification_id,
        event_key: key,
        event_json: { ...news },
        state: 'waiting' as const,
        next_attempt_at: at,
        last_error: null,
        created_at: at,
      })),
    )
    .onConflict((c) => c.columns(['notification_id', 'event_key']).doNothing())
    .returning('id')
    .execute()
  for (const { id } of rows) emit(deliverNews.request({ outboxId: id }))
}

/** Tells one receiver one thing; what fails is tried again later, in between nobody is kept waiting. */
export const deliverNews = defineJob({
  name: 'notifications.deliver',
  queue: 'default',
  payload: Type.Object({ outboxId: Type.Integer() }),
  key: ({ outboxId }) => String(outboxId),
  timeoutSeconds: 60,
  async run(deps: DeliveryDeps, { outboxId }, { signal }) {
    const { db, transaction, clock, logger } = deps
    const waiting = await db
      .selectFrom('notification_outbox')
      .selectAll()
      .where('id', '=', outboxId)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (!waiting) return
    const notification = await getNotification(deps, waiting.notification_id)
    if (!notification.isEnabled) return settle('given-up', 'it was switched off')
    try {
      // Written by queueNews(), in this very shape.
      await tell(deps, notification, waiting.event_json as unknown as News, signal)
      await settle('delivered', null)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof DomainError)) throw error
      const attempts = waiting.attempts + 1
      const waitMs = nextTryIn(error, attempts)
      logger.warn(
        { component: 'notifications', notification: notification.name, attempts, reason: error.message },
        waitMs === undefined ? 'a notification was given up' : 'a notification could not be delivered yet',
      )
      await settle(waitMs === undefined ? 'given-up' : 'waiting', error.message, waitMs)
    }

    function settle(state: 'waiting' | 'delivered' | 'given-up', lastError: string | null, waitMs = 0) {
      return transaction(async (trx, emit) => {
        await trx
          .updateTable('notification_outbox')
          .set(({ eb }) => ({
            state,
            attempts: eb('attempts', '+', 1),
            last_error: lastError,
            next_attempt_at: instant(new Date(clock.now().getTime() + waitMs)),
          }))
          .where('id', '=', outboxId)
          .execute()
        if (state === 'waiting') emit(deliverNews.request({ outboxId }, { delayMs: waitMs }))
      })
    }
  },
})

export interface TellDeps {
  webhooks: WebhookCaller
  mailer: Mailer
}

/**
 * Tells a receiver, now.
 * @throws invalid, bad-gateway or unavailable, with a sentence that says why it was not told
 */
export async function tell(
  { webhooks, mailer }: TellDeps,
  notification: Notification,
  news: News,
  signal?: AbortSignal,
): Promise<void> {
  if (isMail(notification)) {
    const text = [news.message, ...(news.path === undefined ? [] : ['', news.path])].join('\n')
    await mailer.send({ to: mailAddress(notification.url), subject: news.title, text })
  } else {
    const call = webhookCall(notification, news)
    checkStatus(call.url.host, await webhooks.call(call, signal))
  }
}

const KEPT_DAYS = 7
const LATE_MS = 600_000
const SWEPT = 500

/** Asks again for what is overdue, and forgets what is done. */
export const sweepNews = defineJob({
  name: 'notifications.sweep',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 300,
  async run({ db, transaction, clock }: Pick<DeliveryDeps, 'db' | 'transaction' | 'clock'>) {
    const now = clock.now().getTime()
    const overdue = await db
      .selectFrom('notification_outbox')
      .select('id')
      .where('state', '=', 'waiting')
      .where('next_attempt_at', '<', instant(new Date(now - LATE_MS)))
      .orderBy('next_attempt_at')
      .limit(SWEPT)
      .execute()
    return transaction(async (trx, emit) => {
      for (const { id } of overdue) emit(deliverNews.request({ outboxId: id }))
      const { numDeletedRows } = await trx
        .deleteFrom('notification_outbox')
        .where('state', '<>', 'waiting')
        .where('created_at', '<', instant(new Date(now - KEPT_DAYS * 86_400_000)))
        .executeTakeFirst()
      return { asked: overdue.length, forgotten: Number(numDeletedRows) }
    })
  },
  foundNothing: ({ asked, forgotten }) => asked === 0 && forgotten === 0,
})
