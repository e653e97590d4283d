import type { Reaction } from '#jobs/reactions.ts'

/** What follows from what: the one page on which the pipeline can be read. */
export const reactions: readonly Reaction[] = []
