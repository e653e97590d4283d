import { filesRecorded, libraryChanged, libraryCreated } from '#domain/library/events.ts'
import { scanLibrary } from '#domain/library/scan-library.ts'
import { writeSidecars } from '#domain/library/write-sidecars.ts'
import { renderCovers } from '#domain/metadata/render-covers.ts'
import { type Reaction, tell, when } from '#jobs/reactions.ts'

/** What follows from what: the one page on which the pipeline can be read. */
export const reactions: readonly Reaction[] = [
  when(libraryCreated, ({ libraryId }) => [scanLibrary.request({ libraryId, folder: null })]),
  when(filesRecorded, ({ libraryId, fileIds }) => [
    renderCovers.request({}),
    writeSidecars.request({ libraryId, fileIds }),
  ]),

  tell(libraryCreated, ({ libraryId }) => [{ topic: 'libraries', data: { libraryId } }]),
  tell(libraryChanged, ({ libraryId }) => [{ topic: 'libraries', data: { libraryId } }]),
  tell(filesRecorded, ({ fileIds }) => [{ topic: 'books', data: { files: fileIds.length } }]),
]
