import type { Role } from '#database/schema.ts'

/** This surface knows two roles; a reader is a user who may not use it. */
export const presentRole = (role: Role) => (role === 'admin' ? ('admin' as const) : ('user' as const))
