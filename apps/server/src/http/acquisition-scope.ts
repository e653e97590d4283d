import type { Principal } from '#domain/identity/principal.ts'

/** To whom new rows of a caller belong (acquisition contract 2.11): nobody is there in person where there is no account yet. */
export const ownerOf = ({ userId }: Pick<Principal, 'userId'>): number | null => (userId > 0 ? userId : null)
