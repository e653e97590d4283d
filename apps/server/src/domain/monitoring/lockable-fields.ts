/** Fields of a book that clients of this side lock, by the names that they know (acquisition contract 5.3). */
export const LOCKABLE = ['title', 'description', 'genres', 'language', 'releaseDate'] as const

export type Lockable = (typeof LOCKABLE)[number]
