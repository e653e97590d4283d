import type { Role } from '#database/schema.ts'

/** How a caller proved who they are. */
export type Proof = 'jwt' | 'cookie' | 'api-key'

/** Who is calling. The role is read from storage for every request, so that granting and revoking act at once. */
export interface Principal {
  readonly userId: number
  /** As the library surface shows it. */
  readonly publicId: string
  readonly role: Role
  readonly isAdmin: boolean
  readonly via: Proof
}
