import { invalid } from '#kernel/errors.ts'

/** Bounds of the library surface, in bytes (contract 2.6). */
const SHORTEST = 8
const LONGEST = 72

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 11 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** @throws DomainError `invalid` where the length is out of bounds */
export function checkPassword(password: string): void {
  const bytes = Buffer.byteLength(password)
  if (bytes < SHORTEST || bytes > LONGEST) {
    throw invalid('password.length', `a password has ${SHORTEST} to ${LONGEST} bytes`)
  }
}

/**
 * The rule of the acquisition surface, which knows no upper bound but the size of a request (contract 2.9).
 * @throws DomainError `invalid` for one that is too short
 */
export function checkPasswordIsLongEnough(password: string): void {
  if (Buffer.byteLength(password) < SHORTEST) {
    throw invalid('password.length', `a password has at least ${SHORTEST} bytes`)
  }
}

/** Loaded with the first password: its binary takes 3 MB, and a server at rest is asked by tokens and keys. */
const argon2 = () => import('@node-rs/argon2')

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2()
  return hash(password, COST)
}

let decoy: Promise<string> | undefined

/**
 * Whether a password is that of an account. Where there is no hash (unknown account, or one without password) as much
 * time passes as for a wrong password, so that nobody learns which accounts exist.
 */
export async function isPasswordOf(password: string, stored: string | null | undefined): Promise<boolean> {
  const { verify } = await argon2()
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await decoy), password).catch(() => false)
  return stored ? matches : false
}
