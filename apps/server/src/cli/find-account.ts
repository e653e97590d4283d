import type { Db } from '#database/open.ts'
import { findByLogin, type User } from '#domain/identity/user-store.ts'
import { Trouble } from './command.ts'

/** The account that an address or a login name belongs to. */
export async function accountOrThrow(db: Db, login: string): Promise<User> {
  const user = await findByLogin(db, login)
  if (!user) throw new Trouble(`There is no account “${login}”. colophon user list shows those there are.`)
  return user
}
