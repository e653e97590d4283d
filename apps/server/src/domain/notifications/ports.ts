import type { WebhookCall } from './webhook-call.ts'

/** Calls webhooks; implemented in integrations/notifiers. */
export interface WebhookCaller {
  /**
   * Looks whether an address may be called.
   * @throws invalid with a sentence that begins `url not allowed:`
   */
  check(address: string): Promise<unknown>
  /**
   * @returns the status of the answer
   * @throws invalid where the address, or one that it redirects to, may not be called; unavailable where nothing answers
   */
  call(call: WebhookCall, signal?: AbortSignal): Promise<number>
}
