import type { WebhookCaller } from '#domain/notifications/ports.ts'
import { invalid } from '#kernel/errors.ts'
import type { Outbound } from '../outbound/outbound.ts'

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 1 << 20

/**
 * Calls webhooks by the one way out.
 * @param isPrivateAllowed whether the local network may be called too
 */
export function webhookCaller(outbound: Outbound, isPrivateAllowed: boolean): WebhookCaller {
  const policy = isPrivateAllowed ? 'lan' : 'strict'
  return {
    async check(address) {
      try {
        await outbound.check(address, policy)
      } catch (error) {
        if (!isPrivateAllowed && (await isPrivate(outbound, address))) throw withHint(error)
        throw error
      }
    },
    async call({ url, ...call }, signal) {
      const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES }
      const { status } = await outbound.request(url, { policy, ...call, ...limits, ...(signal ? { signal } : {}) })
      return status
    },
  }
}

/** Whether only that it is on the local network speaks against an address. */
const isPrivate = (outbound: Outbound, address: string): Promise<boolean> =>
  outbound.check(address, 'lan').then(
    () => true,
    () => false,
  )

const withHint = (error: unknown) =>
  invalid(
    'notification.private',
    `${error instanceof Error ? error.message : 'url not allowed'}; BINDERY_NOTIFICATIONS_ALLOW_PRIVATE=true lets notifications go to your network`,
    error,
  )
