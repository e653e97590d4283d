import { defineEvent } from '#kernel/events.ts'

/** Files were recorded by a scan or an upload: covers, sidecars and whoever waits for news come next. */
export const filesRecorded = defineEvent<{ libraryId: number; fileIds: number[] }>('library.files-recorded')
