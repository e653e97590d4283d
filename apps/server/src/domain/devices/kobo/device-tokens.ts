import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#kernel/clock.ts'

/** A year: readers that are off for months must not have to sign in again. */
export const DEVICE_TOKEN_SECONDS = 365 * 24 * 3600

/** Who a device says it is at the services that know no token in the path. */
export interface DeviceIdentity {
  /** Public ids. */
  userId: string
  tokenId: string
}

export interface DeviceTokens {
  issue(identity: DeviceIdentity): string
  /** @returns undefined where the token is not ours, was changed or has expired */
  verify(token: string): DeviceIdentity | undefined
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const HEAD = encode({ alg: 'HS256', typ: 'JWT' })

/** @param secret of the installation; the key is another one, so that these tokens open nothing else */
export function createDeviceTokens(secret: string, clock: Clock): DeviceTokens {
  const key = createHmac('sha256', secret).update('tokens of Kobo readers').digest()
  const sign = (content: string) => createHmac('sha256', key).update(content).digest()
  const now = () => Math.floor(clock.now().getTime() / 1000)
  return {
    issue({ userId, tokenId }) {
      const content = `${HEAD}.${encode({ sub: userId, tid: tokenId, iat: now(), exp: now() + DEVICE_TOKEN_SECONDS })}`
      return `${content}.${sign(content).toString('base64url')}`
    },
    verify(token) {
      const [head, body = '', signature = ''] = token.split('.')
      if (head !== HEAD) return undefined
      const given = Buffer.from(signature, 'base64url')
      const expected = sign(`${head}.${body}`)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      const { sub, tid, exp } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Record<string, unknown>
      if (typeof sub !== 'string' || typeof tid !== 'string' || typeof exp !== 'number' || exp <= now())
        return undefined
      return { userId: sub, tokenId: tid }
    },
  }
}
