import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Db } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import type { Principal } from '#domain/identity/principal.ts'

/**
 * What stands in the addresses of pictures, because some reading apps fetch those without signing in (device contract
 * A.11). It opens pictures of one reader and nothing else, and is worth nothing once that reader's password or sign-in for
 * reading apps is another one.
 */
export interface ImageTokens {
  issue(userId: number): Promise<string>
  /** @returns undefined where it is none, or no longer good */
  check(token: string): Promise<Principal | undefined>
}

interface Owner {
  id: number
  public_id: string
  role: Role
  password_hash: string | null
  credential: string | null
}

/** @param secret of this installation */
export function createImageTokens(db: Db, secret: string): ImageTokens {
  const findOwner = (userId: number): Promise<Owner | undefined> =>
    db
      .selectFrom('users as u')
      .leftJoin('device_credentials as c', (on) => on.onRef('c.user_id', '=', 'u.id').on('c.protocol', '=', 'opds'))
      .select(['u.id', 'u.public_id', 'u.role', 'u.password_hash', 'c.secret_hash as credential'])
      .where('u.id', '=', userId)
      .where('u.is_disabled', '=', false)
      .executeTakeFirst()

  const tokenOf = ({ id, password_hash, credential }: Owner) => {
    const signed = JSON.stringify(['opds-img', id, password_hash, credential])
    return `u${id}.${createHmac('sha256', secret).update(signed).digest('hex').slice(0, 32)}`
  }

  return {
    async issue(userId) {
      const owner = await findOwner(userId)
      return owner ? tokenOf(owner) : ''
    },
    async check(token) {
      const [, number] = /^u([1-9]\d{0,8})\.[0-9a-f]{32}$/.exec(token) ?? []
      const owner = number === undefined ? undefined : await findOwner(Number(number))
      if (!owner || !isSame(tokenOf(owner), token)) return undefined
      const { id, public_id, role } = owner
      return { userId: id, publicId: public_id, role, isAdmin: role === 'admin', via: 'image-token', sessionId: null }
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
