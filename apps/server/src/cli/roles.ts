import type { Role } from '#database/schema.ts'
import { misuse } from './command.ts'

const ROLES: readonly Role[] = ['admin', 'member', 'reader']

export const rolesExplained =
  'Roles: admin (everything), member (may acquire and delete books), reader (reads, may ask for books).'

export function readRole(word: string): Role {
  const role = ROLES.find((known) => known === word)
  if (!role) throw misuse(`There is no role “${word}”; choose one of ${ROLES.join(', ')}`)
  return role
}
