import type { User as UserOnWire } from '@colophon/contract/library/accounts.ts'
import type { Static } from 'typebox'
import type { User } from '#domain/identity/user-store.ts'

export const presentUser = (user: User): Static<typeof UserOnWire> => ({
  id: user.public_id,
  name: user.name,
  email: user.email,
  oidc_linked: user.is_oidc_linked,
  is_admin: user.role === 'admin',
})
