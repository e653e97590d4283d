import { DomainError, invalid } from '#kernel/errors.ts'
import { testNews } from './news.ts'
import { getNotification, type NotificationDeps } from './notification-store.ts'
import { type TellDeps, tell } from './outbox.ts'

/**
 * Sends a test now, whatever the switches say.
 * @throws not-found; invalid with the reason where it does not arrive
 */
export async function testNotification(deps: NotificationDeps & TellDeps, id: number): Promise<void> {
  const notification = await getNotification(deps, id)
  try {
    await tell(deps, notification, testNews)
  } catch (error) {
    if (error instanceof DomainError) throw invalid('notification.test', error.message, error)
    throw error
  }
}
