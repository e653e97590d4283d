import type { User as UserOnWire } from '@colophon/contract/web/session.ts'
import type { Static } from 'typebox'
import type { User } from '#domain/identity/user-store.ts'

export const presentSignedIn = (user: User): Static<typeof UserOnWire> => ({
  id: user.public_id,
  name: user.name,
  email: user.email,
  role: user.role,
  isAdmin: user.role === 'admin',
})
