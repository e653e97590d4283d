import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'

export const ScanCounts = Type.Object({
  found: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  moved: Type.Integer(),
  missing: Type.Integer(),
  failed: Type.Integer(),
})

/** One look at the folders of a library. */
export const ScanRun = Type.Object({
  state: Type.Union([Type.Literal('running'), Type.Literal('done'), Type.Literal('stopped'), Type.Literal('failed')]),
  counts: ScanCounts,
  /** For the owner, where the scan did not do all it was asked. */
  message: Nullable(Type.String()),
  startedAt: Type.String(),
  finishedAt: Nullable(Type.String()),
})
export type ScanRun = Static<typeof ScanRun>

export const LibraryOverview = Type.Object({
  id: Id,
  name: Type.String(),
  paths: Type.Array(Type.String()),
  organizationType: Type.Union([Type.Literal('book_per_folder'), Type.Literal('book_per_file'), Type.Literal('none')]),
  isMonitored: Type.Boolean(),
  /** Whether metadata.opf and a cover are written beside its books. */
  writesSidecars: Type.Boolean(),
  bookCount: Type.Integer(),
  /** Files whose place is empty now. */
  missingCount: Type.Integer(),
  /** Problems that nobody has chosen to ignore. */
  problemCount: Type.Integer(),
  /** Covers that were found and not drawn yet, over all libraries. */
  waitingCovers: Type.Integer(),
  /** A scan is asked for and has not begun. */
  isScanWaiting: Type.Boolean(),
  lastScan: Nullable(ScanRun),
})
export type LibraryOverview = Static<typeof LibraryOverview>

export const ScanProblem = Type.Object({
  id: Id,
  path: Type.String(),
  /** Path below the library's own folder. */
  shownPath: Type.String(),
  code: Type.String(),
  message: Type.String(),
  isIgnored: Type.Boolean(),
  firstSeenAt: Type.String(),
  lastSeenAt: Type.String(),
})
export type ScanProblem = Static<typeof ScanProblem>

const LibraryId = Type.Object({ libraryId: Id })
const ProblemId = Type.Object({ problemId: Id })

export const listLibraryOverviews = endpoint({
  method: 'GET',
  path: '/api/web/libraries',
  summary: 'List libraries with their counts and their last scan',
  tag,
  access: 'user',
  response: Type.Array(LibraryOverview),
})

export const requestScan = endpoint({
  method: 'POST',
  path: '/api/web/libraries/:libraryId/scan',
  summary: 'Ask for a scan; one that waits already is that scan',
  tag,
  access: 'admin',
  params: LibraryId,
  status: 202,
  response: Type.Object({ message: Type.String() }),
  failures: { 404: 'no such library' },
})

export const setSidecars = endpoint({
  method: 'PUT',
  path: '/api/web/libraries/:libraryId/sidecars',
  summary: 'Say whether metadata.opf and a cover are written beside the books of a library',
  tag,
  access: 'admin',
  params: LibraryId,
  body: Type.Object({ writesSidecars: Type.Boolean() }),
  status: 204,
  failures: { 404: 'no such library' },
})

export const listProblems = endpoint({
  method: 'GET',
  path: '/api/web/libraries/:libraryId/problems',
  summary: 'List files that could not be taken in, with the reason',
  tag,
  access: 'user',
  params: LibraryId,
  query: Type.Object({
    offset: Type.Optional(Type.String()),
    limit: Type.Optional(Type.String()),
    ignored: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
  }),
  response: Type.Object({ items: Type.Array(ScanProblem), total: Type.Integer(), offset: Type.Integer() }),
  failures: { 404: 'no such library' },
})

export const retryProblem = endpoint({
  method: 'POST',
  path: '/api/web/problems/:problemId/retry',
  summary: 'Read a file again that could not be taken in',
  tag,
  access: 'admin',
  params: ProblemId,
  status: 202,
  response: Type.Object({ message: Type.String() }),
  failures: { 404: 'no such problem' },
})

export const ignoreProblem = endpoint({
  method: 'POST',
  path: '/api/web/problems/:problemId/ignore',
  summary: 'Put a problem aside, or take it back',
  tag,
  access: 'admin',
  params: ProblemId,
  body: Type.Object({ isIgnored: Type.Boolean() }),
  status: 204,
  failures: { 404: 'no such problem' },
})

export const FolderListing = Type.Object({
  path: Type.String(),
  /** Null at the top. */
  parent: Nullable(Type.String()),
  folders: Type.Array(Type.Object({ name: Type.String(), path: Type.String() })),
  /** Book files that lie directly in this folder; counted up to 1,000. */
  bookFiles: Type.Integer(),
  isWritable: Type.Boolean(),
})
export type FolderListing = Static<typeof FolderListing>

export const browseFolders = endpoint({
  method: 'GET',
  path: '/api/web/folders',
  summary: 'Look into a folder of the server, to choose one for a library',
  tag,
  access: 'admin',
  query: Type.Object({ path: Type.Optional(Type.String()) }),
  response: FolderListing,
  failures: { 404: 'no such folder' },
})

export const getCover = endpoint({
  method: 'GET',
  path: '/api/covers/:hash',
  summary: 'A cover, as it came or drawn in one of two sizes',
  tag: 'Books',
  access: 'user',
  params: Type.Object({ hash: Type.String() }),
  query: Type.Object({ size: Type.Optional(Type.Union([Type.Literal('small'), Type.Literal('large')])) }),
  produces: 'image/jpeg',
  failures: { 404: 'no such cover' },
})
