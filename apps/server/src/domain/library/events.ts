import { defineEvent } from '#kernel/events.ts'

/** Files were recorded by a scan or an upload: covers, sidecars and whoever waits for news come next. */
export const filesRecorded = defineEvent<{ libraryId: number; fileIds: number[] }>('library.files-recorded')

/** A library was made: its folders are scanned and watched from now on. */
export const libraryCreated = defineEvent<{ libraryId: number }>('library.created')

/** A library has other paths or another name, or is gone. Its folders are watched accordingly; nothing is scanned. */
export const libraryChanged = defineEvent<{ libraryId: number }>('library.changed')
