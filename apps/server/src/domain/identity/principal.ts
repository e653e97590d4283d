import type { Role } from '#database/schema.ts'

/** How a caller proved who they are. */
export type Proof = 'jwt' | 'cookie' | 'api-key' | 'kosync' | 'kobo' | 'opds' | 'image-token' | AcquisitionProof

/**
 * On the acquisition surface: its session, its one API key, a name that a trusted proxy vouches for, a trusted network,
 * or nothing at all where an administrator has opened the door.
 */
type AcquisitionProof = 'acquisition-session' | 'acquisition-key' | 'proxy' | 'local' | 'open'

/** Who is calling. The role is read from storage for every request, so that granting and revoking act at once. */
export interface Principal {
  /** 0 for a caller of the acquisition surface who is nobody in person, while there is no administrator. */
  readonly userId: number
  /** As the library surface shows it. */
  readonly publicId: string
  readonly role: Role
  readonly isAdmin: boolean
  readonly via: Proof
  /** Public id of the browser session, where the caller came by one. */
  readonly sessionId: string | null
}
