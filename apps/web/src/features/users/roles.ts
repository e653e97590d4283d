import type { Role } from '@colophon/contract/web/session.ts'

/** The one that may least first. */
export const roles = ['reader', 'member', 'admin'] as const satisfies readonly Role[]
