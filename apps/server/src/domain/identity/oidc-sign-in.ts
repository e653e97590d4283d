import { LOCKS } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import { DomainError, forbidden } from '#kernel/errors.ts'
import { readSetting, writeSettings } from '../settings/settings-store.ts'
import { mayAcquire } from './acquirers.ts'
import { refuseLastAdmin } from './last-admin.ts'
import { checkUsername, insertNamedAccount } from './named-accounts.ts'
import type { OidcClaims } from './oidc-port.ts'
import type { SignUpDeps } from './sign-up.ts'
import { findUser, loginKey, type User } from './user-store.ts'

/** Whom providers may bring along, and as what (acquisition contract 2.12). */
export interface OidcRules {
  isProvisioning: boolean
  /** Whether somebody with a verified address joins the account that has it. */
  isEmailLinked: boolean
  defaultRole: 'admin' | 'member'
  /** Null: providers say nothing about who administrates. */
  adminGroup: string | null
  groupClaim: string
  isLocalAuthEnabled: boolean
}

/** Claimed once: the very first person of a server on which nobody signs in by password administrates it. */
const FIRST_ADMIN = 'auth.oidc.first_admin_promoted'
const NAMES_TRIED = 100

/** Groups as providers send them: a list, or one text; undefined where nothing is said of them. */
export function groupsOf(claims: OidcClaims, claim: string): string[] | undefined {
  const value = claims[claim]
  if (Array.isArray(value)) return value.filter((group) => typeof group === 'string')
  return typeof value === 'string' ? value.split(/[,\s]+/).filter((group) => group !== '') : undefined
}

/**
 * The account of somebody whom a provider vouches for.
 * @throws DomainError `forbidden` with a sentence for that person
 */
export async function signInByOidc(
  deps: SignUpDeps,
  rules: OidcRules,
  { issuer, claims, allowedGroups }: { issuer: string; claims: OidcClaims; allowedGroups: readonly string[] },
): Promise<User> {
  const groups = groupsOf(claims, rules.groupClaim)
  if (allowedGroups.length > 0) {
    if (!groups)
      throw forbidden('oidc.no-groups', 'the provider does not say in which groups you are; tell your administrator')
    if (!groups.some((group) => allowedGroups.includes(group))) {
      throw forbidden('oidc.not-in-group', 'you are in none of the groups that may sign in here')
    }
  }
  return deps.transaction(async (trx) => {
    await deps.database.dialect.lock(trx, LOCKS.accounts)
    const user = (await findKnown(trx, issuer, claims)) ?? (await take(deps, rules, trx, { issuer, claims }))
    if (user.is_disabled) throw forbidden('account.disabled', 'this account is switched off; ask an administrator')
    await followGroups(deps, rules, trx, user, groups)
    const now = (await findUser(trx, user.id)) ?? user
    if (!mayAcquire(now.role)) {
      throw forbidden('account.reader', 'this account is for reading; ask an administrator to make it a member')
    }
    return now
  })
}

async function findKnown(trx: Trx, issuer: string, { sub }: OidcClaims): Promise<User | undefined> {
  const row = await trx
    .selectFrom('identities')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', sub)
    .executeTakeFirst()
  return row && findUser(trx, row.user_id)
}

interface Newcomer {
  issuer: string
  claims: OidcClaims
}

/** Somebody new: joined to the account with their address, or given one of their own. */
async function take(deps: SignUpDeps, rules: OidcRules, trx: Trx, { issuer, claims }: Newcomer): Promise<User> {
  const email = verifiedEmail(claims)
  const owner = email === undefined ? undefined : await findByAddress(trx, email)
  const user =
    rules.isEmailLinked && owner && mayAcquire(owner.role)
      ? owner
      : await provision(deps, rules, trx, { claims, email: owner ? undefined : email })
  await trx
    .insertInto('identities')
    .values({ user_id: user.id, issuer, subject: claims.sub, created_at: instant(deps.clock.now()) })
    .execute()
  return user
}

/**
 * Only an address that the provider has checked: any other one could be that of somebody else. Accounts of readers are not
 * joined either, since anybody can make one with any address.
 */
function verifiedEmail({ email, email_verified }: OidcClaims): string | undefined {
  const isVerified = email_verified === true || email_verified === 'true'
  return isVerified && typeof email === 'string' && /^[^@\s]+@[^@\s]+$/.test(email) ? email : undefined
}

async function findByAddress(trx: Trx, email: string): Promise<User | undefined> {
  const row = await trx.selectFrom('users').select('id').where('email_key', '=', loginKey(email)).executeTakeFirst()
  return row && findUser(trx, row.id)
}

async function provision(
  deps: SignUpDeps,
  rules: OidcRules,
  trx: Trx,
  { claims, email }: { claims: OidcClaims; email: string | undefined },
): Promise<User> {
  if (!rules.isProvisioning) {
    throw forbidden('oidc.unknown', 'there is no account for you here; ask an administrator')
  }
  const { preferred_username, name } = claims
  const wanted =
    typeof preferred_username === 'string' && preferred_username.trim() !== '' ? preferred_username : claims.sub
  const username = await freeName(trx, checkUsername(wanted))
  const displayName = typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined
  const role = (await isFirstAdmin(deps, rules, trx)) ? 'admin' : rules.defaultRole
  return insertNamedAccount(deps, trx, { username, passwordHash: null, role, email, displayName })
}

async function freeName(trx: Trx, username: string): Promise<string> {
  for (let n = 0; n < NAMES_TRIED; n++) {
    const candidate = n === 0 ? username : `${username}_${n}`
    const key = loginKey(candidate)
    const taken = await trx
      .selectFrom('users')
      .select('id')
      .where((where) => where.or([where('username_key', '=', key), where('email_key', '=', key)]))
      .limit(1)
      .executeTakeFirst()
    if (!taken) return candidate
  }
  throw forbidden('oidc.name', 'your name is taken here many times; ask an administrator for an account')
}

async function isFirstAdmin({ clock }: SignUpDeps, { isLocalAuthEnabled }: OidcRules, trx: Trx): Promise<boolean> {
  if (isLocalAuthEnabled || (await readSetting(trx, FIRST_ADMIN)) !== undefined) return false
  const admin = await trx.selectFrom('users').select('id').where('role', '=', 'admin').limit(1).executeTakeFirst()
  if (admin) return false
  await writeSettings(trx, { [FIRST_ADMIN]: 'true' }, clock.now())
  return true
}

/** Lets a provider say who administrates. The last administrator stays one: a group that was lost locks nobody out. */
async function followGroups(
  { clock }: SignUpDeps,
  { adminGroup }: OidcRules,
  trx: Trx,
  user: User,
  groups: readonly string[] | undefined,
): Promise<void> {
  if (adminGroup === null || groups === undefined) return
  const role: Role = groups.includes(adminGroup) ? 'admin' : user.role === 'admin' ? 'member' : user.role
  if (role === user.role) return
  try {
    if (role !== 'admin') await refuseLastAdmin(trx, user)
  } catch (error) {
    if (error instanceof DomainError) return
    throw error
  }
  await trx
    .updateTable('users')
    .set({ role, updated_at: instant(clock.now()) })
    .where('id', '=', user.id)
    .execute()
}
