import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What the session cookie of the acquisition surface says. */
export interface SignedSession {
  userId: number
  /** The session ends when that of the account has counted on. */
  epoch: number
  /** Seconds. */
  expires: number
  /** Public id of the browser session that it was given out with; null where it stands for itself. */
  sessionId: string | null
}

const LAYOUT = 'c1'
const PARTS = 7

const macOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url')

/** Compares without telling by its time how much was right. */
export function isSameText(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

export function signSession(secret: string, { userId, epoch, expires, sessionId }: SignedSession): string {
  const nonce = randomBytes(12).toString('base64url')
  const content = [LAYOUT, userId, epoch, expires, nonce, sessionId ?? ''].join('.')
  return `${content}.${macOf(secret, `session ${content}`)}`
}

/** @returns undefined where none of the secrets signed it, or its time is over */
export function readSession(secrets: readonly string[], value: string, now: Date): SignedSession | undefined {
  const parts = value.split('.')
  const [layout, userId, epoch, expires, , sessionId, mac = ''] = parts
  if (layout !== LAYOUT || parts.length !== PARTS) return undefined
  const content = parts.slice(0, -1).join('.')
  if (!secrets.some((secret) => isSameText(mac, macOf(secret, `session ${content}`)))) return undefined
  if (Number(expires) * 1000 <= now.getTime()) return undefined
  return {
    userId: Number(userId),
    epoch: Number(epoch),
    expires: Number(expires),
    sessionId: sessionId === '' || sessionId === undefined ? null : sessionId,
  }
}

/** The token that has to come with changes beside a session cookie: only a page that may read our answers knows it. */
export const csrfToken = (secret: string, cookie: string): string => macOf(secret, `csrf ${cookie}`)

export const isCsrfToken = (secrets: readonly string[], cookie: string, token: string): boolean =>
  secrets.some((secret) => isSameText(token, csrfToken(secret, cookie)))
