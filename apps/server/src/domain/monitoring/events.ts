import { defineEvent } from '#kernel/events.ts'

/** Why books are searched for: they came with their author, somebody turned to want them, somebody pressed the button. */
export type SearchTrigger = 'added' | 'wanted' | 'manual'

/** Books that are wanted and monitored, and that somebody waits for. */
export const bookWanted = defineEvent<{ bookIds: number[]; trigger: SearchTrigger }>('monitoring.book-wanted')

/** An author whose works are not listed yet. */
export const authorAdded = defineEvent<{ authorId: number; isSearchedFor: boolean }>('monitoring.author-added')

/** Files on disk that nothing here refers to any more, and that somebody wants gone. */
export const filesUnwanted = defineEvent<{ paths: string[] }>('monitoring.files-unwanted')

/** A reader asks for a book, or somebody decided about it. */
export const requestChanged = defineEvent<{ requestId: number }>('monitoring.request-changed')

/** Downloads of books that somebody deleted together with their files. */
export const downloadsUnwanted = defineEvent<{ downloadIds: number[] }>('monitoring.downloads-unwanted')
