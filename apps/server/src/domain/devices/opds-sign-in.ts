import type { Db } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { isPasswordOf } from '#domain/identity/passwords.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { findByLogin } from '#domain/identity/user-store.ts'
import { readSetting } from '#domain/settings/settings-store.ts'
import type { VerifiedSecrets } from './verified-secrets.ts'

export interface OpdsAttempt {
  username: string
  password: string
}

/** An administrator can insist on sign-ins that were made for reading apps. */
const ACCOUNT_PASSWORD = 'opds.allowAccountPassword'

interface Candidate {
  account: { id: number; public_id: string; role: Role }
  /** Another one whenever the secret is another one. */
  version: string
  hash: string
}

/**
 * Who signs in from a reading app (device contract A.2): by the sign-in made for reading apps, or else by the account
 * itself. Undefined where name and password do not go together, which takes as long for names that nobody has.
 */
export async function signInByOpds(
  { db, verified }: { db: Db; verified: VerifiedSecrets },
  { username, password }: OpdsAttempt,
): Promise<Principal | undefined> {
  const candidates = [await ofReadingApps(db, username), await ofAccount(db, username)].filter(
    (candidate) => candidate !== undefined,
  )
  const known = candidates.find(({ version }) => verified.isKnown(version, password))
  if (known) return principalOf(known)
  for (const candidate of candidates) {
    const { version, hash } = candidate
    if (await verified.check(version, password, () => isPasswordOf(password, hash))) return principalOf(candidate)
  }
  if (candidates.length === 0) await isPasswordOf(password, undefined)
  return undefined
}

async function ofReadingApps(db: Db, username: string): Promise<Candidate | undefined> {
  const row = await db
    .selectFrom('device_credentials as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.id as credentialId', 'c.secret_hash as hash', 'c.updated_at', 'u.id', 'u.public_id', 'u.role'])
    .where('c.protocol', '=', 'opds')
    .where('c.username_key', '=', username.trim().toLowerCase())
    .where('u.is_disabled', '=', false)
    .executeTakeFirst()
  if (!row) return undefined
  const { credentialId, hash, updated_at, ...account } = row
  return { account, hash, version: `opds ${credentialId} ${updated_at}` }
}

async function ofAccount(db: Db, login: string): Promise<Candidate | undefined> {
  if (login.trim() === '') return undefined
  const account = await findByLogin(db, login.trim())
  if (!account?.password_hash || account.is_disabled) return undefined
  if ((await readSetting(db, ACCOUNT_PASSWORD)) === 'false') return undefined
  return { account, hash: account.password_hash, version: `account ${account.id} ${account.password_hash}` }
}

const principalOf = ({ account }: Candidate): Principal => ({
  userId: account.id,
  publicId: account.public_id,
  role: account.role,
  isAdmin: account.role === 'admin',
  via: 'opds',
  sessionId: null,
})
